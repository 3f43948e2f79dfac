(() => {
  const words = (element) => (element.innerText || element.textContent || element.value || "").trim().toLowerCase();
  const seen = window.__auditOpened || (window.__auditOpened = new WeakSet());
  const leaves = (element) => {
    const link = element.closest("a[href]");
    const href = link ? link.getAttribute("href") : "";
    return link && !href.startsWith("#") && !href.startsWith("javascript:");
  };
  let opened = 0;
  const click = (element) => {
    if (opened >= 80 || seen.has(element) || element.disabled || leaves(element) || element.closest("form")) return;
    seen.add(element);
    opened += 1;
    try { element.click(); } catch (error) { /* A page's own mistake. */ }
  };
  // A screen that asks for consent: refuse, and accept only where nothing else is offered.
  const buttons = [...document.querySelectorAll("button, a, [role=button], input[type=button]")].filter((button) => words(button).length < 40);
  const refusal = /^(alles |alle cookies )?(weiger|afwijzen|nee|reject|decline|deny)|alleen (noodzakelijk|functione|strikt)|noodzakelijke cookies|only necessary/;
  const consent = /^(alles |alle cookies )?(akkoord|accepte|toestaan|ik ga akkoord|ja, |accept|allow|agree|begrepen)/;
  const asks = /cookie|toestemming|consent|privacy/.test(words(document.body).slice(0, 20000));
  if (asks) {
    const choice = buttons.find((button) => refusal.test(words(button))) || buttons.find((button) => consent.test(words(button)));
    if (choice) click(choice);
  }
  for (const details of document.querySelectorAll("details:not([open])")) {
    if (!seen.has(details)) { seen.add(details); details.open = true; opened += 1; }
  }
  const folded = "[aria-expanded=false], [role=tab]:not([aria-selected=true]), [data-bs-toggle=collapse], [data-toggle=collapse], .accordion-header, .accordion-title, .accordion-button, .toggle-title, .faq-question, .tab-title";
  for (const element of document.querySelectorAll(folded)) {
    if (!element.closest("nav, header, [role=navigation], [role=menu]")) click(element);
  }
  for (const button of document.querySelectorAll("main button, article button, section button")) {
    if (/^(lees|toon|bekijk|laad|meer|read|show|load)\b.*\bmeer\b|^(lees|toon|laad) (verder|meer)|^meer (lezen|tonen|laden)|^(read|show|load) more/.test(words(button))) click(button);
  }
  for (let y = 0; y <= Math.min(document.documentElement.scrollHeight, 60000); y += 1200) window.scrollTo(0, y);
  window.scrollTo(0, document.documentElement.scrollHeight);
  return opened;
})()
