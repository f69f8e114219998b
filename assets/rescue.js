/* Lists everything of ours on this device and hands it out, when nothing else works. See rescue.html. */
(function () {
  "use strict";
  var add = upbeatKept.add;
  var button = upbeatKept.button;
  var place = document.getElementById("kept");
  var DRAFT = "upbeat/draft/";
  var CALL = "upbeat/call-file/"; // followed by the SHA-256 of the file's text
  var KINDS = [
    ["upbeat/late/", "Latest typing in"],
    ["upbeat/history/", "Earlier versions of"],
    ["upbeat/deleted/", "Recently deleted:"],
    ["upbeat/backup/", "Backup date of"],
    ["upbeat/record/", "A note about"],
    [CALL, "Hub’s information:"],
    ["upbeat/call/", "Hub’s information from a file:"] // as versions up to 0.1 kept it
  ];
  var titles = {}; // by draft id

  place.textContent = "";
  var keys = upbeatKept.keys();
  if (location.protocol === "file:") {
    add(place, "p", "You opened a file on this computer. It cannot see your work. Open this page at your Music Hub’s web address instead.");
  } else if (keys === null) {
    add(place, "p", "This browser is blocking this page. You may be in a private window, or a school setting may block it. Allow cookies and site data for this page, then reload.");
  } else {
    drafts(keys.filter(begins(DRAFT)));
    others(keys.filter(function (key) { return !begins(DRAFT)(key); }));
  }
  files();

  function begins(prefix) {
    return function (key) { return key.slice(0, prefix.length) === prefix; };
  }

  function drafts(found) {
    var part = section("Applications");
    if (found.length === 0) {
      add(part, "p", "There are no applications in this browser.");
      return;
    }
    var all = add(part, "p", "");
    all.className = "actions";
    button(all, "Download everything as one file", function () { upbeatKept.rescue(upbeatKept.keys() || [], {}); }).className = "button";
    add(part, "p", "Open this file from Upbeat’s start page on any device to get your answers back. Attached files are listed separately below.").className = "hint";
    var list = add(part, "ul", "");
    list.className = "cards";
    found.forEach(function (key) { draft(list, key); });
  }

  function draft(list, key) {
    var id = key.slice(DRAFT.length);
    var text = localStorage.getItem(key) || "";
    var read = parsed(text);
    var late = parsed(localStorage.getItem("upbeat/late/" + id) || "");
    var newest = late && read && String(late.changed) > String(read.changed) ? late : read;
    titles[id] = title(read, late) || id;
    var card = add(list, "li", "");
    card.className = "card";
    add(card, "h3", titles[id]).className = "card-title";
    var meta = add(card, "p", "");
    meta.className = "card-meta";
    meta.textContent = read
      ? [read.call, "last changed " + day(newest.changed), size(text.length)].filter(Boolean).join(" · ")
      : "This page cannot read it (" + size(text.length) + "). You can still download it for your Music Hub or IT support.";
    var actions = add(card, "p", "");
    actions.className = "card-actions";
    var save = button(actions, "Download", function () {
      if (!read) return upbeatKept.give(plain(key) + ".txt", new Blob([text], { type: "text/plain" }));
      upbeatKept.rescue((upbeatKept.keys() || []).filter(belongs(id)), {});
    });
    save.className = "button button-second";
    hidden(save, " “" + titles[id] + "”");
  }

  /* Says of a key whether it belongs to a draft: its number comes last, or it is a call's file that the draft keeps. */
  function belongs(id) {
    var record = parsed(localStorage.getItem("upbeat/record/" + id) || "") || {};
    return function (key) {
      var last = key.split("/").slice(2).join("/");
      return last.split("/")[0] === id || (begins(CALL)(key) && (last === record["call-begun"] || last === record["call-newest"]));
    };
  }

  function others(found) {
    if (found.length === 0) return;
    var part = section("Also saved here");
    var list = add(part, "ul", "");
    found.forEach(function (key) {
      var kind = KINDS.filter(function (kind) { return begins(kind[0])(key); })[0];
      var id = kind && key.slice(kind[0].length);
      var text = localStorage.getItem(key) || "";
      var words = kind ? kind[1] + " “" + (titles[id.split("/")[0]] || titleOfCall(key, text) || id) + "”" : "“" + key + "”";
      var item = add(list, "li", words + " (" + size(text.length) + ") ");
      item.className = "answer";
      var save = button(item, "Download", function () {
        upbeatKept.give(plain(key) + ".json", new Blob([text], { type: "application/json" }));
      });
      save.className = "button button-plain";
      hidden(save, " “" + words + "”");
    });
  }

  /* What a call's file says that it is. */
  function titleOfCall(key, text) {
    var call = begins(CALL)(key) && parsed(text);
    return call && typeof call.title === "string" && call.title;
  }

  /* Attached files lie in a database. One that is not there is not made by looking. */
  function files() {
    try {
      if (!window.indexedDB) return;
      if (!indexedDB.databases) return openFiles();
      indexedDB.databases().then(function (all) {
        if (all.some(function (one) { return one.name === "upbeat"; })) openFiles();
      }, openFiles);
    } catch (refused) {
      refusedFiles();
    }
  }

  function openFiles() {
    var database;
    try {
      database = indexedDB.open("upbeat");
    } catch (refused) {
      return refusedFiles();
    }
    database.onupgradeneeded = function () { database.transaction.abort(); };
    database.onerror = function (event) {
      event.preventDefault();
      // Undone above: there is none.
      if (!database.error || database.error.name !== "AbortError") refusedFiles();
    };
    database.onsuccess = function () {
      var opened = database.result;
      opened.onversionchange = function () { opened.close(); };
      if (!opened.objectStoreNames.contains("files")) return opened.close();
      var found = [];
      var cursor = opened.transaction("files").objectStore("files").openCursor();
      cursor.onerror = refusedFiles;
      cursor.onsuccess = function () {
        var here = cursor.result;
        if (here) {
          // Where a browser stores no Blobs, its bytes lie there.
          found.push([String(here.key), here.value instanceof Blob ? here.value : new Blob([here.value])]);
          here["continue"]();
        } else {
          opened.close();
          listFiles(found);
        }
      };
    };
  }

  function refusedFiles() {
    add(section("Attached files"), "p", "This browser did not show attached files. Reload to try again. They have not been changed.");
  }

  function listFiles(found) {
    if (found.length === 0) return;
    var part = section("Attached files");
    var list = add(part, "ul", "");
    list.className = "cards";
    found.forEach(function (file) {
      var hash = file[0], blob = file[1];
      var name = called(hash) || "attached-" + hash.slice(0, 12) + ending(blob.type);
      var card = add(list, "li", "");
      card.className = "card";
      add(card, "h3", name).className = "card-title";
      add(card, "p", [size(blob.size), blob.type].filter(Boolean).join(" · ")).className = "card-meta";
      var actions = add(card, "p", "");
      actions.className = "card-actions";
      var save = button(actions, "Download", function () { upbeatKept.give(plain(name), blob); });
      save.className = "button button-second";
      hidden(save, " “" + name + "”");
    });
  }

  /* The name that a file with this hash was attached under, in whichever draft names it. */
  function called(hash) {
    var name = null;
    (upbeatKept.keys() || []).filter(begins(DRAFT)).forEach(function (key) {
      var draft = parsed(localStorage.getItem(key) || "");
      var answer = draft && draft.answers && draft.answers["files/" + hash + "/name"];
      if (!name && answer && typeof answer.value === "string") name = answer.value;
    });
    return name;
  }

  function section(heading) {
    var part = add(place, "section", "");
    part.className = "stack";
    add(part, "h2", heading);
    return part;
  }

  function hidden(parent, text) { add(parent, "span", text).className = "visually-hidden"; }

  function parsed(text) {
    try {
      var value = JSON.parse(text);
      return value && typeof value === "object" ? value : null;
    } catch (broken) {
      return null;
    }
  }

  /* The name that the person gave it, or the school's. */
  function title(draft, late) {
    var both = [late, draft];
    for (var at = 0; at < both.length; at++) {
      if (both[at] && typeof both[at].name === "string" && both[at].name.trim()) return both[at].name.trim();
      var school = both[at] && both[at].answers && both[at].answers["school/name"];
      if (school && typeof school.value === "string" && school.value.trim()) return school.value.trim();
    }
    return "";
  }

  function day(stamp) {
    var when = new Date(stamp);
    return isNaN(when.getTime()) ? "at an unknown time" : when.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  }

  function size(characters) {
    if (characters < 1000000) return Math.ceil(characters / 1000) + " KB";
    return Math.floor(characters / 100000) / 10 + " MB";
  }

  /* A file's name never becomes a path. */
  function plain(name) { return name.replace(/[^A-Za-z0-9._ -]+/g, "-").replace(/^[.]+/, ""); }

  function ending(type) {
    var endings = { "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "audio/mpeg": ".mp3", "video/mp4": ".mp4",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx" };
    return endings[type] || "";
  }
})();
