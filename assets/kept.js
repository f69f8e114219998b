/* What of ours is on this device, and how to hand it out, without the program. Written for old browsers, and depending
 * on nothing. It stands before assets/boot.js and before assets/rescue.js, in one file with each: nothing here ever
 * removes or changes anything.
 */
var upbeatKept = (function () {
  "use strict";
  var OURS = "upbeat/"; // every key of ours in local storage begins so; the rest belongs to others on this host

  /* Our keys in local storage, in order; null where the browser refuses to show them. */
  function keys() {
    try {
      return Object.keys(localStorage).filter(function (key) { return key.slice(0, OURS.length) === OURS; }).sort();
    } catch (refused) {
      return null;
    }
  }

  /* What lies under these keys as a file that the program opens. `onPage` are answers as they stand on the page, by the
     address of their field. Pictures and documents that were attached are not in it. */
  function rescue(which, onPage) {
    var items = {};
    which.forEach(function (key) { items[key] = localStorage.getItem(key); });
    var saved = new Date().toISOString();
    var file = { format: "upbeat-rescue", version: 1, saved: saved, items: items, onPage: onPage };
    give("upbeat-drafts-" + saved.slice(0, 10) + ".json", new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
  }

  /* Hands a file to the person. */
  function give(name, blob) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function add(parent, kind, text) {
    var element = document.createElement(kind);
    element.textContent = text;
    if (parent) parent.appendChild(element);
    return element;
  }

  function button(parent, text, action) {
    var element = add(parent, "button", text);
    element.type = "button";
    element.style.minHeight = "44px"; // to be hit by a finger, even if the style sheet did not arrive
    element.addEventListener("click", action);
    parent.appendChild(document.createTextNode(" "));
    return element;
  }

  return { keys: keys, rescue: rescue, give: give, add: add, button: button };
})();
