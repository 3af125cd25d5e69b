// Keys, focus, the dialog, copying, waiting. Without this file the forms and links still work, one page at a time.
(() => {
  const one = (selector, place = document) => place.querySelector(selector);
  const dialog = one('#dialog'), content = one('#dialog-content'), keys = one('#keys'), notice = one('#notice');
  let waiting; // the request that needs a login first

  const localTimes = () => document.querySelectorAll('time[datetime]:not([data-local])').forEach(time => {
    const date = new Date(time.dateTime), shown = new Date(time.dataset.since ?? Date.now()).toDateString();
    time.title = date.toLocaleString([], { dateStyle: 'full', timeStyle: 'medium' });
    time.dataset.local = '';
    const day = date.toDateString() === shown ? {} : { dateStyle: 'medium' };
    if (time.classList.contains('clock')) time.textContent = date.toLocaleString([], { ...day, timeStyle: 'short' });
  });
  const say = text => notice.replaceChildren(Object.assign(document.createElement('p'), { className: 'done', textContent: text }));
  const send = request => {
    const { elt, triggeringEvent } = request;
    if (elt.matches('form')) elt.requestSubmit(triggeringEvent?.submitter?.form === elt ? triggeringEvent.submitter : null);
    else elt.isConnected && elt.matches('a, button') ? elt.click() : location.reload();
  };

  // Focus: an answer marks what gets it. A field that is wrong is tied to what is said about it.
  document.addEventListener('htmx:afterSettle', event => {
    const target = event.detail.elt;
    if (content.contains(target) && content.childElementCount) {
      one('#dialog-notice').replaceChildren();
      if (!dialog.open) dialog.showModal();
    } else if (dialog.open && target.closest('main')) dialog.close();
    document.querySelectorAll('.problem [data-field]').forEach(link => {
      const field = document.getElementById('f-' + link.dataset.field);
      field?.setAttribute('aria-invalid', 'true');
      field?.setAttribute('aria-describedby', link.parentElement.id);
    });
    (target.matches('[data-focus]') ? target : one('[data-focus]', target))?.focus();
    localTimes();
  });
  dialog.addEventListener('close', () => content.replaceChildren());

  // Failures: into the dialog if it is open; after a login what waited is sent again; reads are tried again.
  document.addEventListener('htmx:beforeSwap', event => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status === 401 && !dialog.open) waiting = requestConfig;
    if (xhr.status >= 400 && !(xhr.getResponseHeader('Content-Type') ?? '').startsWith('text/html')) {
      event.detail.shouldSwap = false;
      say('This did not work (status ' + xhr.status + ', request ' + xhr.getResponseHeader('X-Request-Id') + ').');
    } else if (dialog.open && event.detail.target === notice) event.detail.target = one('#dialog-notice');
  });
  document.addEventListener('htmx:beforeRequest', event => dialog.open && event.detail.requestConfig.headers['X-Poll'] && event.preventDefault());
  document.addEventListener('htmx:sendError', () => say('The service cannot be reached.'));
  document.addEventListener('proved', () => {
    dialog.close();
    if (waiting) send(waiting); else location.reload();
    waiting = null;
  });
  document.addEventListener('htmx:afterSwap', event => {
    const { requestConfig, target } = event.detail, late = one('[data-retry]', target);
    let left = Number(late?.dataset.retry);
    const tick = late && setInterval(() => {
      if (!late.isConnected || left <= 0) clearInterval(tick);
      else one('.retry span', late).textContent = --left;
      if (left <= 0 && late.isConnected && requestConfig.verb === 'get') { notice.replaceChildren(); send(requestConfig); }
    }, 1000);
  });

  // Single keys, while no field has the focus; they can be switched off (WCAG 2.1.4).
  const on = one('#keys-on');
  if (on) on.checked = localStorage.getItem('keys') !== 'off';
  on?.addEventListener('change', () => localStorage.setItem('keys', on.checked ? 'on' : 'off'));
  const move = step => {
    const all = [...document.querySelectorAll('tr[tabindex]')], now = all.indexOf(document.activeElement.closest('tr[tabindex]'));
    all[Math.min(all.length - 1, Math.max(0, now + step))]?.focus();
  };
  document.addEventListener('keydown', event => {
    const active = document.activeElement;
    if (active?.id === 'q' && (event.key === 'Enter' || event.key === 'Escape') && one('#list')) {
      event.preventDefault();
      if (one('#list').dataset.q === active.value.trim()) move(1); else document.addEventListener('htmx:afterSettle', () => move(1), { once: true });
      return;
    }
    if (!on?.checked || event.ctrlKey || event.metaKey || event.altKey || dialog.open || keys.open
      || active.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
    const row = active.closest('tr[tabindex]');
    const own = { '/': () => one('#q')?.focus(), '?': () => keys.showModal(), j: () => move(1), k: () => move(-1) }[event.key];
    const button = one(`[data-key="${CSS.escape(event.key)}"]`, row && (active === row || event.key !== 'Enter') ? row : document.body);
    if (own || (button && (row ? active === row || event.key !== 'Enter' : !button.closest('tr')))) {
      event.preventDefault();
      own ? own() : button.click();
    }
  });

  document.addEventListener('click', async event => {
    const copy = event.target.closest('[data-copy]');
    if (copy) await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim());
    if (copy) copy.textContent = 'Copied';
    const end = dialog.open && event.target.closest('[data-close]');
    if (end && end.dataset.close !== 'late') event.preventDefault();
    if (end) setTimeout(() => dialog.close()); // late enough for a download, which ends with what began it
  });
  localTimes();
})();
