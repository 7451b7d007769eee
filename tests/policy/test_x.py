from django.urls import get_resolver, reverse
from tests.policy.test_matrix import *
def test_x(centre):
    for name, pattern in names_in(get_resolver().url_patterns):
        if name in ROWS: continue
        conv = {k: {"pk":1,"provider_id":"sso","uidb36":"1","key":"x-y"}.get(k,"x") for k in pattern.pattern.converters} or ({"provider_id":"sso"} if "provider" in str(pattern.pattern) else {"uidb36":"1","key":"a-b"} if "uidb" in str(pattern.pattern) else {})
        try: a = reverse(name, kwargs=conv)
        except Exception as e: 
            print(name, pattern.pattern, "NO REVERSE"); continue
        out=[]
        for r in ("visitor","colleague","administrator"):
            c=centre.client(r)
            for m in ("get","post"):
                with transaction.atomic():
                    resp=getattr(c,m)(a); transaction.set_rollback(True)
                out.append(f"{resp.status_code}{'>'+resp.url if 300<resp.status_code<400 else ''}")
        print(name, out)
