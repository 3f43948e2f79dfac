(() => {
  const most = 8000000;
  // Shadow trees are shown to the reader but are no part of the page's markup.
  let shadows = 0;
  for (const host of document.querySelectorAll("*")) {
    if (host.shadowRoot && shadows < 500) {
      shadows += 1;
      const copy = document.createElement("div");
      copy.innerHTML = host.shadowRoot.innerHTML;
      for (const extra of copy.querySelectorAll("style, script")) extra.remove();
      host.append(copy);
    }
  }
  // The script that built the page has done its work; its data and notices would only mislead.
  for (const extra of document.querySelectorAll("noscript, script:not([type='application/ld+json'])")) extra.remove();
  return { url: location.href, html: document.documentElement.outerHTML.slice(0, most) };
})()
