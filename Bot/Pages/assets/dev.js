'use strict';

// The inbox looks for new messages.
(() => {
  const inbox = document.getElementById('inbox');
  if (!inbox) {
    return;
  }

  setInterval(async () => {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href, { headers: { Accept: 'text/html' } })).text(), 'text/html');
      const fresh = page.getElementById('inbox');
      if (fresh && fresh.textContent !== inbox.textContent) {
        inbox.replaceChildren(...fresh.childNodes);
      }
    } catch {
      // The host is away; the next look may find it.
    }
  }, Number(inbox.dataset.refresh));
})();
