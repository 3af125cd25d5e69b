// The page of imports: the body of a request is the file itself, or its beginning; what the form says goes into the address.
(() => {
  const form = document.getElementById('import'), chosen = document.getElementById('file'), cells = document.getElementById('cells');
  const file = () => chosen.files[0] ?? new Blob([cells.value]);
  const save = (name, text) => {
    const link = Object.assign(document.createElement('a'), { download: name, href: URL.createObjectURL(new Blob(['\uFEFF' + text])) });
    link.click();
    URL.revokeObjectURL(link.href);
  };

  form.addEventListener('htmx:configRequest', ({ detail }) => {
    if (!detail.elt.matches('[data-file]')) return;
    detail.path += '?' + new URLSearchParams(detail.formData);
    detail.headers['Content-Type'] = 'text/csv';
  });
  form.addEventListener('htmx:beforeSend', ({ detail: { elt, xhr } }) => {
    if (elt.matches('[data-file]')) xhr.send = () => XMLHttpRequest.prototype.send.call(xhr, file().slice(0, elt.dataset.file || undefined));
  });
  form.addEventListener('htmx:xhr:progress', ({ target, detail }) => {
    if (target === form) document.getElementById('sent').value = detail.loaded / detail.total;
  });
  form.addEventListener('htmx:beforeSwap', ({ detail: { requestConfig, xhr } }) => {
    if (requestConfig.elt.dataset.save && xhr.status === 200) save(requestConfig.elt.dataset.save, xhr.responseText);
  });
  form.addEventListener('input', ({ target }) => {
    document.getElementById('rehearsal').replaceChildren();
    if (target === chosen) cells.value = ''; else if (target === cells) chosen.value = '';
  });
})();
