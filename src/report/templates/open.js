'use strict';
// The page works without this: it opens the indicator that a link points to, where a browser does not do so by itself.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target && target.closest('details');
  if (!details) return;
  details.open = true;
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}
addEventListener('hashchange', openTarget);
openTarget();
