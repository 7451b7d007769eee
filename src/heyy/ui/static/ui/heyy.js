// Comfort only: every page works without this file.
const FOCUS_AGAIN = "heyy-focus-again";

function sendOnlyOnce(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  // htmx and page scripts may have taken over; only a real submit leaves the page.
  setTimeout(() => {
    if (event.defaultPrevented) return;
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
  });
}

function allowAgain() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }
}

// Waits a moment, so that walking through a list with the arrow keys does not reload at every step.
let waiting;
function submitWhenChosen(event) {
  const form = event.target.closest("form[data-live]");
  if (!form || form.hasAttribute("hx-get") || !event.target.matches("select, [type=checkbox], [type=radio]")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    sessionStorage.setItem(FOCUS_AGAIN, event.target.id);
    form.requestSubmit();
  }, 500);
}

function focusAgain() {
  const id = sessionStorage.getItem(FOCUS_AGAIN);
  sessionStorage.removeItem(FOCUS_AGAIN);
  if (id) document.getElementById(id)?.focus();
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.type === "keydown") {
      if (event.key !== "Escape") continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
}

// allauth tells that a passkey did not work; the page holds the sentence for it.
function tellPasskeyProblem(event) {
  const place = document.querySelector("[data-passkey-problem]");
  if (!place) return;
  event.preventDefault();
  place.hidden = true;
  requestAnimationFrame(() => (place.hidden = false));
}

document.addEventListener("submit", sendOnlyOnce);
document.addEventListener("change", submitWhenChosen);
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", closeMenus);
document.addEventListener("allauth.error", tellPasskeyProblem);
addEventListener("pageshow", allowAgain);
focusAgain();
