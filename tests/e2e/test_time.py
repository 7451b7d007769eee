import time

import pytest

from tests.e2e.test_axe import *


@pytest.mark.browser
@pytest.mark.urls("tests.e2e.urls")
def test_time(browser, live_server, settings):
    settings.DEMO = True
    t = time.time()
    load_demo(size="tiny", seed=7, today=clock.today(), progress=lambda step, share: None)
    print("load", time.time() - t)
    judged = {}
    for role in ROLES[:4]:
        context = as_role(browser, live_server.url, role, "nl")
        page = context.new_page()
        for one in pages_of(role):
            t0 = time.time()
            page.goto(live_server.url + one.path)
            t1 = time.time()
            m = page.evaluate(MARKUP)
            t2 = time.time()
            k = (one.name, m)
            if k in judged:
                continue
            judged[k] = 1
            page.evaluate(UNFOLD)
            n = page.evaluate("document.querySelectorAll('*').length")
            v = violations(page)
            t3 = time.time()
            page.emulate_media(color_scheme="dark")
            v2 = violations(page, COLOURS)
            t4 = time.time()
            page.emulate_media(color_scheme="light")
            page.set_viewport_size(PHONE)
            v3 = violations(page)
            t5 = time.time()
            page.set_viewport_size(SMALLEST)
            s = page.evaluate(SIDEWAYS)
            page.set_viewport_size(WIDE)
            print(
                f"{role} {one.name:22} n={n} goto {t1 - t0:.2f} markup {t2 - t1:.2f} axe {t3 - t2:.2f} dark {t4 - t3:.2f} phone {t5 - t4:.2f} {'SIDEWAYS' if s else ''} {v} {v2} {v3}"[
                    :700
                ],
                flush=True,
            )
