/* Put before everything else in the page while a journey walks through it: notes what goes wrong, and keeps the files
   that the page gives out, so that a journey can read them in any engine without a download folder. */
(() => {
  const wrong = [];
  const files = [];
  const blobs = new Map();
  window.journey = { wrong, files };

  const note = (kind, what) => wrong.push(kind + ": " + what);
  for (const kind of ["error", "warn"]) {
    const original = console[kind];
    console[kind] = (...all) => { note("console." + kind, all.map(String).join(" ")); original.apply(console, all); };
  }
  addEventListener("error", (event) => {
    const source = event.target && (event.target.src || event.target.href);
    note("error", source ? "did not load: " + source : event.message + " (" + event.filename + ":" + event.lineno + ")");
  }, true);
  addEventListener("unhandledrejection", (event) => note("unhandled rejection", event.reason));
  addEventListener("securitypolicyviolation", (event) =>
    note("policy", event.effectiveDirective + " forbids " + (event.blockedURI || event.sample) + " at " + event.sourceFile + ":" + event.lineNumber));

  /* Each address that was asked for; more than the browser's first 250. */
  const asked = window.journey.asked = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => asked.push(entry.name)))
    .observe({ type: "resource", buffered: true });

  /* A press that ends on something else than where it began: the page moved under the pointer, and the click is lost.
     Or one that does not hit what the journey aims at: the page moved before it. */
  const told = (element) => element.id || element.outerHTML.slice(0, 80);
  let pressed = null;
  addEventListener("mousedown", (event) => {
    pressed = event.target;
    const aim = window.journey.aim;
    window.journey.aim = null;
    const hit = !aim || aim.contains(pressed) || aim.control === pressed || [...(aim.labels || [])].some((label) => label.contains(pressed));
    if (!hit) note("missed", told(aim) + ", and pressed on " + told(pressed));
  }, true);
  addEventListener("mouseup", (event) => {
    const together = pressed && (pressed.contains(event.target) || event.target.contains(pressed) && event.target.closest("a, button, label, summary"));
    if (pressed && !together) note("slipped", "pressed on " + told(pressed) + ", let go on " + told(event.target));
    pressed = null;
  }, true);

  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => { const url = create.call(URL, blob); blobs.set(url, blob); return url; };
  const given = (link) => {
    const blob = blobs.get(link.href);
    if (!link.hasAttribute("download") || !blob) return false;
    files.push({ name: link.download, blob });
    return true;
  };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () { if (!given(this)) click.call(this); };
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[download]");
    if (link && given(link)) event.preventDefault();
  }, true);
})();
