/* Opens the page's program, and stays behind to help when it cannot be opened or stops.
 *
 * Written for old browsers too, since it has to tell them that they are too old. It depends on assets/kept.js alone,
 * which stands before it in the same file.
 *
 * It waits for nothing else of the page (`async`), so that the program is under way as soon as may be.
 *
 * What the program finds here:
 *   window.upbeat.worker           address of the worker's script, for `new Worker(upbeat.worker, {type: "module"})`
 *   window.upbeat.fetch(address)   `fetch` of what a hub may change, of which some answers are under way already
 *   window.upbeat.blocked()        what a security policy has blocked so far, such as "worker-src", or an empty text
 *   window.upbeat_failed(message)  for the panic hook: shows the failure below, once
 * What the build calls, at the end of the page's script:
 *   window.upbeat.start(init)      runs the program as soon as it has arrived
 *   window.upbeat.part(place)      the answers with the files of a part that the first page can do without
 *   window.upbeat.placed(place)    that part is running
 */
(function () {
  "use strict";
  var tag = document.currentScript;
  var wasm = new URL(tag.getAttribute("data-wasm"), document.baseURI).href;
  // The parts of the program besides the first file, in the order in which they are put in place; each is some files.
  var parts = (tag.getAttribute("data-parts") || "").split(" ").filter(Boolean);
  var add = upbeatKept.add;
  var button = upbeatKept.button;
  var opened = false;
  var started = false;
  var failed = false;
  // What a security policy has forbidden: ours never does, but a host may send another one.
  var blocked = [];

  // Under way at once, beside the page's script. (A preload in the page's head would be fetched twice by WebKit.)
  var program = window.fetch && get(wasm);
  // Who comes to another page than the first needs parts of the rest as well. For all others they wait until the first
  // page is shown.
  var early = window.fetch && location.hash.length > 2 ? parts.slice(0, partsOf(location.hash)).map(getPart) : [];

  // The file of a draft's call as well, which is asked for as soon as the program runs.
  var call = window.fetch && callOf(/^#\/draft\/([^\/?]+)/.exec(location.hash));
  var asked = {};
  if (call) asked["calls/" + call + ".json"] = quietly(afresh("calls/" + call + ".json"));

  window.upbeat = {
    worker: new URL(tag.getAttribute("data-worker"), document.baseURI).href,
    fetch: function (address) {
      var answer = asked[address] || afresh(address);
      delete asked[address];
      return answer;
    },
    start: function (init) {
      started = true;
      if (!failed) init({ module_or_path: program }).then(function () { if (!parts.length) opened = true; }, fail);
    },
    part: function (place) {
      var answer = early[place] || getPart(parts[place]);
      // One that did not come is fetched anew by whoever asks again.
      early[place] = null;
      return answer;
    },
    placed: function (place) { if (place === parts.length - 1) opened = true; },
    blocked: function () { return blocked.join(", "); }
  };
  window.upbeat_failed = fail;

  window.addEventListener("error", function (event) {
    if (event.target && event.target.tagName === "SCRIPT") {
      fail(problem("A script did not load or was altered on its way: " + event.target.src,
        "does not give out this file as it was made: " + name(event.target.src)));
    } else if (ours(event.error, event.filename)) {
      fail(event.error || event.message);
    }
  }, true);
  window.addEventListener("unhandledrejection", function (event) {
    if (trapped(event.reason)) fail(event.reason);
  });
  document.addEventListener("securitypolicyviolation", function (event) {
    var what = (event.effectiveDirective || event.violatedDirective) + " (" + name(event.blockedURI) + ")";
    if (event.disposition !== "report" && blocked.indexOf(what) < 0) blocked.push(what);
  });
  // Every script of the page has run or failed by then, and this one may have come after its failure was told.
  window.addEventListener("load", function () {
    setTimeout(function () { if (!started) fail("The page's script did not run."); });
  });
  if (!("noModule" in tag)) fail("This browser knows no script modules.");
  else if (typeof WebAssembly !== "object") fail("WebAssembly is missing or switched off.");

  /* How many parts the page at an address needs, as `draft_pages!` in src/views/pages/mod.rs has it. */
  function partsOf(hash) {
    if (/^#\/draft\/[^\/]+\/criteria\//.test(hash)) return 1;
    return /^#\/draft\/[^\/?]+(\/(stand|school|check|send)|$)/.test(hash) ? 2 : parts.length;
  }

  function get(file) {
    return quietly(fetch(file).then(function (answer) {
      if (!answer.ok) {
        throw problem("The program's file was not found (" + answer.status + "): " + file,
          "does not give out this file: " + name(file) + " (" + answer.status + ")");
      }
      return answer;
    }));
  }

  /* What a hub may change on its host, calls and their list, is asked for at each visit, whatever the host says about
     keeping it: a new deadline is seen at once. */
  function afresh(address) { return fetch(address, { cache: "no-cache" }); }

  /* A failure with what the hub's website does wrong. */
  function problem(message, website) {
    var error = new Error(message);
    error.website = website;
    return error;
  }

  /* The name of a file without its address; or what stands in place of one. */
  function name(address) { return String(address).split(/[?#]/)[0].split("/").pop(); }

  /* What those who look after the website have to change, where that can be told. */
  function forTheHub(why) {
    // Some browsers do not tell of it as a violation.
    var compiling = /content.security|\bCSP\b|unsafe-eval/i.test(why && why.message) ? ["script-src (wasm-unsafe-eval)"] : [];
    var policy = blocked.length > 0 ? blocked : compiling;
    if (policy.length > 0) return "has a security policy that blocks part of Upbeat: " + policy.join(", ");
    if (why && why.website) return why.website;
    if (typeof WebAssembly === "object" && why instanceof WebAssembly.CompileError) return "sends something else in place of a .wasm file";
    return null;
  }

  /* A failure is told where the answer is used. */
  function quietly(answer) {
    answer.catch(function () { });
    return answer;
  }

  /* The call of the draft whose id was found in the address, if it is on this device. */
  function callOf(found) {
    try {
      var call = found && /"call":\s*"([\w-]+)"/.exec(localStorage.getItem("upbeat/draft/" + found[1]).slice(0, 1000));
      return call && call[1];
    } catch (notThere) {
      return null;
    }
  }

  function getPart(names) {
    return names.split(",").map(function (name) { return get(new URL(name, document.baseURI).href); });
  }

  /* A stop of the program itself, after which it cannot go on. */
  function trapped(error) {
    return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
  }

  /* Browser extensions fail in our window too; that is no reason to alarm anybody. */
  function ours(error, file) {
    var trail = String(file || "") + " " + String((error && error.stack) || "");
    return trapped(error) || trail.indexOf(wasm) >= 0 || /\/upbeat-[0-9a-f]+\.js/.test(trail);
  }

  function fail(why) {
    if (failed) return;
    failed = true;
    // A browser tells of what a policy has blocked some milliseconds after it has failed.
    setTimeout(function () {
      if (document.readyState !== "loading") show(why);
      else document.addEventListener("DOMContentLoaded", function () { show(why); });
    }, 100);
  }

  /* Puts the failure above the page and leaves the page as it is: what somebody just typed is still there to copy. */
  function show(why) {
    var opening = document.getElementById("opening");
    if (opening) opening.parentNode.removeChild(opening);
    var kept = upbeatKept.keys();
    var typed = typedOnThePage();
    var panel = add(null, "section", "");
    panel.className = "failure";
    panel.setAttribute("role", "alert");
    var heading = add(panel, "h2", opened ? "Upbeat has stopped working" : "Upbeat did not open");
    heading.tabIndex = -1;
    if (opened) add(panel, "p", "Something went wrong. It was not your fault.");
    else if (typeof WebAssembly !== "object") add(panel, "p", "This browser cannot run Upbeat. It may be too old, or a school setting may block it.");
    else if (location.protocol === "file:") add(panel, "p", "You opened a file on this computer. Upbeat only works at your Music Hub’s web address.");
    else add(panel, "p", "Part of the page did not load.");
    var website = !opened && forTheHub(why);
    if (website) add(panel, "p", "Tell your Music Hub that its website " + website + ". HOSTING.md says what to change.");

    if (kept === null) add(panel, "p", "This browser will not show what is saved, so Upbeat cannot tell you whether your work is safe.");
    else if (kept.length > 0) add(panel, "p", "Your saved work is safe.");
    if (opened) add(panel, "p", "The last thing you typed may not be saved. It is still below: copy it.");

    var steps = add(panel, "ul", "");
    if ((kept && kept.length > 0) || hasAny(typed)) add(steps, "li", "Download your answers.");
    add(steps, "li", "Reload the page.");
    add(steps, "li", "If it happens again, use an up-to-date Chrome, Edge, Firefox or Safari. Take your file with you: work stays in the browser you used.");
    add(steps, "li", "If that does not help, tell your Music Hub or IT support. Send them the lines under “Details”.");

    var buttons = add(panel, "p", "");
    if ((kept && kept.length > 0) || hasAny(typed)) button(buttons, "Download my answers", save);
    button(buttons, "Reload the page", function () { location.reload(); });
    // A page that needs no program. (A link here would come before the one that skips to the main part.)
    button(buttons, "Your work on this device", function () { location.href = "rescue.html"; });
    var details = add(panel, "details", "");
    add(details, "summary", "Details");
    add(details, "pre", String((why && (why.stack || why.message)) || why) + "\n" + navigator.userAgent);

    document.body.insertBefore(panel, document.body.firstChild);
    heading.focus();
  }

  /* The drafts as one file, made without the program. */
  function save() { upbeatKept.rescue(upbeatKept.keys() || [], typedOnThePage()); }

  function typedOnThePage() {
    var typed = {};
    [].forEach.call(document.querySelectorAll("#app textarea[id], #app input[id], #app select[id]"), function (field) {
      if (field.type === "checkbox" || field.type === "radio") { if (field.checked) typed[field.id] = field.value; }
      else if (field.type !== "file" && field.value) typed[field.id] = field.value;
    });
    return typed;
  }

  function hasAny(things) { return Object.keys(things).length > 0; }
})();
