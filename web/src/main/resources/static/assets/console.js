// What the pages do better with a script. Everything works without it.
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // The server writes times in the zone of whoever reads.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    document.cookie = `aceiro-zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }

  const live = $('#live');

  // ---- clocks: the same two units as the server's text ----
  const two = (large, unit, small, smaller) =>
    small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smaller}`;
  const length = (seconds) => {
    const s = Math.floor(Math.abs(seconds));
    if (s >= 86400) return two(Math.floor(s / 86400), 'd', Math.floor((s % 86400) / 3600), 'h');
    if (s >= 3600) return two(Math.floor(s / 3600), 'h', Math.floor((s % 3600) / 60), 'min');
    if (s >= 60) return two(Math.floor(s / 60), 'min', s % 60, 's');
    return `${s} s`;
  };
  // The server's clock counts, not the reader's: its difference is taken from the page itself.
  const said = $('meta[name=aceiro-now]');
  const skew = said ? Date.parse(said.content) - Date.now() : 0;
  let passed = false;
  const tick = () => {
    const now = Date.now() + skew;
    for (const number of all('.num[data-due]')) {
      const left = (Date.parse(number.dataset.due) - now) / 1000;
      if (!number.dataset.words) {
        // Keep the words around the length: "in 4 min", "6 h late".
        const found = number.textContent.match(/\d+ (?:d|h|min|s)(?: \d+ (?:h|min|s))?/);
        if (!found) continue;
        number.dataset.words = number.textContent.replace(found[0], '\u0001');
      }
      const text = number.dataset.words.replace('\u0001', length(left));
      if (number.textContent !== text) number.textContent = text;
      if (left <= 0 && !number.dataset.missed && !number.dataset.passed) {
        number.dataset.passed = 'yes';
        passed = true;
      }
    }
    for (const left of all('.ring .left[data-due]')) {
      const from = Date.parse(left.dataset.anchor);
      const due = Date.parse(left.dataset.due);
      const part = Math.min(1, Math.max(0, (due - now) / Math.max(1, due - from)));
      const whole = parseFloat(left.getAttribute('stroke-dasharray'));
      left.setAttribute('stroke-dashoffset', (whole * (1 - part)).toFixed(1));
    }
    if (passed) {
      passed = false;
      refresh(1500);
    }
  };

  // ---- live: what somebody types into stays as it is ----
  let waiting = 0;
  const refresh = (after) => {
    if (waiting) return; // Soon anyway; many changes at once are one refresh.
    waiting = setTimeout(() => {
      waiting = 0;
      const source = $('#refresh');
      if (source && window.htmx) window.htmx.trigger(source, 'refresh');
    }, after);
  };
  const typing = (panel) => {
    const focused = document.activeElement;
    const inForm = focused && panel.contains(focused) && focused.matches('input, textarea, select');
    return inForm || $('form[data-dirty]', panel) !== null;
  };
  const marked = () => all('.stale').forEach((note) => note.remove());
  document.addEventListener('htmx:oobBeforeSwap', (event) => {
    const panel = event.detail.target;
    if (!panel) return;
    if (typing(panel)) {
      event.detail.shouldSwap = false;
      if (panel.matches('.panel') && !$('.stale', panel)) {
        const note = document.createElement('p');
        note.className = 'stale';
        note.textContent = live?.dataset.waiting || '';
        $('header', panel)?.after(note);
      }
      return;
    }
    const open = all('details[open][id]', panel).map((one) => one.id);
    const focused = panel.contains(document.activeElement) ? document.activeElement : null;
    const focus = focused && (focused.id || focused.closest('[id]')?.id);
    requestAnimationFrame(() => {
      open.forEach((id) => document.getElementById(id)?.setAttribute('open', ''));
      if (focus && document.activeElement === document.body) {
        const again = document.getElementById(focus);
        (again?.matches('a, button, input, summary') ? again : $('a, button, summary', again || panel))?.focus({ preventScroll: true });
      }
    });
  });
  let newest = $('#timeline [data-sequence]')?.dataset.sequence;
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.target.id !== 'refresh' || !event.detail.successful) return;
    requestAnimationFrame(() => {
      tick();
      const first = $('#timeline [data-sequence]');
      const announce = $('#announce');
      if (first && announce && first.dataset.sequence !== newest) {
        all('#timeline [data-sequence]')
          .filter((entry) => Number(entry.dataset.sequence) > Number(newest || 0))
          .forEach((entry) => entry.classList.add('fresh'));
        newest = first.dataset.sequence;
        announce.textContent = announce.dataset.text.replace('{text}', $('.what', first)?.textContent || '');
      }
      const toast = $('#toast[data-recorded=false]');
      if (toast) toast.hidden = true;
    });
  });
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form');
    if (form && !form.hasAttribute('data-now')) form.dataset.dirty = 'yes';
  });
  document.addEventListener('focusout', () => {
    if ($('.stale')) {
      setTimeout(() => {
        if (!$('form[data-dirty]') && !document.activeElement?.matches('input, textarea, select')) {
          marked();
          refresh(0);
        }
      }, 100);
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if (all('form[data-dirty] textarea').some((text) => text.value.trim() !== text.defaultValue.trim())) {
      event.preventDefault();
    }
  });

  // ---- the connection: what changed is fetched as the page that shows it ----
  const stream = $('[data-stream]');
  if (stream && live && window.EventSource) {
    let lost = false;
    let source = null;
    const listen = () => {
      source = new EventSource(stream.dataset.stream);
      source.addEventListener('open', () => {
        live.hidden = false;
        live.classList.remove('lost');
        // Whatever happened while nobody listened.
        if (lost) refresh(0);
        lost = false;
      });
      ['incident', 'communication', 'kill-switch', 'resync'].forEach((what) =>
        source.addEventListener(what, () => refresh(150)));
      source.addEventListener('error', () => {
        lost = true;
        live.hidden = false;
        live.classList.add('lost');
        if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
      });
    };
    listen();
    // Browsers allow few connections to one place: a page that nobody looks at gives its own back.
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        source.close();
        lost = true;
      } else if (source.readyState === EventSource.CLOSED) {
        listen();
      }
    });
    window.addEventListener('pagehide', () => source.close());
  }

  // ---- forms ----
  document.addEventListener('submit', (event) => {
    const form = event.target;
    delete form.dataset.dirty;
    if (form.dataset.sent && form.method === 'post') {
      event.preventDefault(); // The first one is on its way; its key makes a second one harmless anyway.
      return;
    }
    if (form.method === 'post') {
      form.dataset.sent = 'yes';
      all('button', form).forEach((button) => button.setAttribute('aria-busy', 'true'));
    }
  });
  window.addEventListener('pageshow', () => {
    for (const form of all('form[data-sent]')) {
      delete form.dataset.sent;
      all('button', form).forEach((button) => button.removeAttribute('aria-busy'));
    }
  });
  document.addEventListener('change', (event) => {
    const form = event.target.closest('form[data-now]');
    if (form && event.target.matches('select')) form.requestSubmit();
  });
  $('.trouble[id]')?.focus();

  // ---- what was said a moment ago ----
  const toast = $('#toast');
  if (toast) {
    const clean = new URL(location.href);
    ['said', 'revision', 'tested', 'outcome', 'code'].forEach((name) => clean.searchParams.delete(name));
    history.replaceState(null, '', clean);
    if (toast.dataset.recorded === 'true') setTimeout(() => { toast.hidden = true; }, 6000);
    $('a', toast)?.addEventListener('click', (event) => {
      event.preventDefault();
      toast.hidden = true;
    });
  }

  // ---- the sheet in the bar closes when one goes elsewhere ----
  document.addEventListener('click', (event) => {
    all('details.menu[open]').forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute('open');
    });
    const opener = event.target.closest('[data-open]');
    if (opener) document.getElementById(opener.dataset.open)?.showModal();
  });

  // ---- keys: they lead to a thing and let one look before Enter ----
  let off = false;
  try {
    off = localStorage.getItem('aceiro-keys') === 'off';
  } catch {
    off = false;
  }
  root.classList.toggle('no-keys', off);
  const box = $('#keys-off');
  if (box) {
    box.checked = off;
    box.addEventListener('change', () => {
      off = box.checked;
      root.classList.toggle('no-keys', off);
      try {
        localStorage.setItem('aceiro-keys', off ? 'off' : 'on');
      } catch {
        // A browser that keeps nothing forgets this, too.
      }
    });
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      all('details.menu[open]').forEach((menu) => menu.removeAttribute('open'));
      return;
    }
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    const writes = event.target.closest('input, textarea, select, [contenteditable], dialog');
    if (busy || writes) return;
    if (event.key === '?') {
      $('#keys')?.showModal();
      event.preventDefault();
      return;
    }
    if (off) return;
    const key = event.key.toLowerCase();
    const target = all(`[data-key="${CSS.escape(key)}"]`).find((one) => one.offsetParent !== null)
      || (key === 'a' ? $('#now form.form :is(input:not([type=hidden]), textarea, select)') : null);
    if (!target) return;
    event.preventDefault();
    if (target.matches('a')) {
      target.click();
    } else if (target.matches('summary')) {
      target.parentElement.open = true;
      ($('input:not([type=hidden]), textarea, select, button', target.parentElement) || target).focus();
    } else {
      target.focus();
      target.scrollIntoView({ block: 'nearest' });
    }
  });
  // Opening a form goes to its first field.
  document.addEventListener('click', (event) => {
    const summary = event.target.closest('details.alt > summary');
    if (!summary) return;
    setTimeout(() => {
      if (summary.parentElement.open) {
        $('input:not([type=hidden]), textarea, select', summary.parentElement)?.focus();
      }
    });
  });

  setInterval(tick, 1000);
  tick();
})();
