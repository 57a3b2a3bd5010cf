/* Runs before the app and beside it. In words that every browser since 2011 understands, so that it can say what an old
   one lacks. It owns what must work when the app does not: the loading text, the crash panel, updates, and the rule for
   markup (Trusted Types). What it tells the app, and is told, are events of the window:
   "designer-update" a newer version is ready; "designer-reload" the user wants it. */
(function () {
  "use strict";

  /* ------------------------------------------------------------------ what the app needs */

  /* A module with one function, () → (), of the given code. */
  function module(code, results) {
    var type = [0x60, 0x00].concat(results || [0x00]);
    var bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
      .concat([0x01, type.length + 1, 0x01], type)
      .concat([0x03, 0x02, 0x01, 0x00])
      .concat([0x05, 0x03, 0x01, 0x00, 0x01])
      .concat([0x0a, code.length + 4, 0x01, code.length + 2, 0x00], code, [0x0b]);
    return new Uint8Array(bytes);
  }

  /* What rustc and wasm-opt use of WebAssembly beyond its first version. */
  var WASM = [
    ["bulk memory operations", [0x41, 0x00, 0x41, 0x00, 0x41, 0x00, 0xfc, 0x0a, 0x00, 0x00]],
    ["sign extension", [0x41, 0x00, 0xc0, 0x1a]],
    ["saturating conversions", [0x43, 0x00, 0x00, 0x00, 0x00, 0xfc, 0x00, 0x1a]],
    ["reference types", [0xd0, 0x6f, 0x1a]],
    ["multiple results", [0x41, 0x00, 0x41, 0x00], [0x02, 0x7f, 0x7f]]
  ];

  function missing() {
    var lacks = [];
    var wasm = window.WebAssembly;
    if (typeof wasm !== "object" || typeof wasm.instantiate !== "function") {
      lacks.push("WebAssembly (not there, or switched off)");
    } else {
      for (var i = 0; i < WASM.length; i++) {
        if (!wasm.validate(module(WASM[i][1], WASM[i][2]))) lacks.push("WebAssembly with " + WASM[i][0]);
      }
    }
    if (!("noModule" in document.createElement("script"))) lacks.push("JavaScript modules");
    if (!window.PointerEvent) lacks.push("pointer events");
    if (!window.ResizeObserver) lacks.push("ResizeObserver");
    if (!window.HTMLDialogElement) lacks.push("dialogs (<dialog>)");
    if (!window.CSSLayerBlockRule) lacks.push("layers of style sheets (@layer)");
    if (!window.CSS || !CSS.supports || !CSS.supports("color", "light-dark(#000, #fff)")) {
      lacks.push("colours for light and dark (light-dark())");
    }
    return lacks;
  }

  /* ------------------------------------------------------------------ messages without the app */

  function byId(id) {
    return document.getElementById(id);
  }

  function add(parent, tag, text) {
    var element = document.createElement(tag);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  /* Puts another text in the place of "Loading…". */
  function instead(title, lines, list) {
    var box = byId("boot");
    if (!box) return;
    while (box.firstChild) box.removeChild(box.firstChild);
    box.setAttribute("role", "alert");
    add(box, "h1", title);
    for (var i = 0; i < lines.length; i++) add(box, "p", lines[i]);
    if (list) {
      var items = document.createElement("ul");
      for (var j = 0; j < list.length; j++) add(items, "li", list[j]);
      box.insertBefore(items, box.lastChild);
    }
  }

  function reloadLink(box) {
    var link = add(box, "a", "Reload");
    link.className = "button primary";
    link.href = "";
  }

  var lacks = missing();

  function tellOld() {
    instead(
      "This browser cannot run VPC Endpoint Designer",
      [
        "It lacks:",
        "A current Chrome, Edge, Firefox or Safari runs it: Chrome and Edge from version 123, Firefox from 120, Safari from 17.5. Designs kept in this browser stay as they are."
      ],
      lacks
    );
  }

  function reason(error) {
    return String((error && (error.message || error)) || "unknown");
  }

  function isRunning() {
    return !!document.querySelector("[data-testid=app]");
  }

  /* The app is gone. Says what happened, and gives the work back. */
  function crash(text) {
    var panel = byId("crash");
    if (!panel) return;
    var what = byId("crash-what");
    /* The first text is the cause; what follows is its consequences. */
    if (what && !what.textContent) what.textContent = text;
    if (panel.hidden) {
      panel.hidden = false;
      panel.focus();
    }
  }

  function failed(error) {
    if (lacks.length) {
      tellOld();
    } else if (isRunning()) {
      var wasm = window.WebAssembly && error instanceof WebAssembly.RuntimeError;
      if (wasm || error instanceof RangeError) crash(reason(error));
      return wasm;
    } else if (byId("boot")) {
      instead("VPC Endpoint Designer did not start", ["Something on the way did not arrive whole, or was blocked: " + reason(error)]);
      reloadLink(byId("boot"));
    }
    return lacks.length > 0;
  }

  window.addEventListener("error", function (event) {
    /* Elements that did not load (scripts, style sheets) say so here too, without an error. */
    var told = event.error || (event.target && (event.target.src || event.target.href));
    if (told && failed(event.error || told + " could not be loaded")) event.preventDefault();
  }, true);
  window.addEventListener("unhandledrejection", function (event) {
    if (failed(event.reason)) event.preventDefault();
  });

  /* ------------------------------------------------------------------ the work, when the app is gone */

  var SHELF = "vpc-designer.shelf";
  var DESIGN = "vpc-designer.design.";
  var TAB = "vpc-designer.tab";

  /* The design of this tab, else the one that was kept last: its text, or null. */
  function kept() {
    try {
      var id = sessionStorage.getItem(TAB);
      var text = id && localStorage.getItem(DESIGN + id);
      if (text) return text;
      var all = JSON.parse(localStorage.getItem(SHELF) || "{}").designs || [];
      all.sort(function (a, b) { return b.saved - a.saved; });
      return all.length ? localStorage.getItem(DESIGN + all[0].id) : null;
    } catch (_) {
      return null;
    }
  }

  function saveKept() {
    var text = kept();
    var told = byId("crash-told");
    if (!text) {
      told.textContent = "This browser keeps no design of this page";
      return;
    }
    var name = "design";
    try {
      name = JSON.parse(text).design.name.toLowerCase().replace(/[^a-z0-9_-]+/g, "-") || name;
    } catch (_) { /* the text goes out as it is */ }
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name + ".vpc.json";
    link.click();
    told.textContent = "Saved " + link.download;
  }

  function onReady(act) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act);
    else act();
  }

  onReady(function () {
    if (lacks.length) tellOld();
    if (byId("crash-save")) byId("crash-save").addEventListener("click", saveKept);
    if (byId("crash-other")) {
      byId("crash-other").addEventListener("click", function () {
        /* Should the design itself be what the app stumbles over. It stays in the browser. */
        try { sessionStorage.setItem("vpc-designer.other", "true"); } catch (_) { /* then the reload alone must do */ }
        location.replace(location.href.split("#")[0]);
      });
    }
  });

  if (lacks.length) return;

  /* ------------------------------------------------------------------ markup (Trusted Types) */

  /* All markup that becomes part of the page passes here: what is static in the app's views, and the rows of the
     catalogue's tables. It is parsed apart from the page first; what could run is refused. */
  if (window.trustedTypes && trustedTypes.createPolicy) {
    var apart = trustedTypes.createPolicy("designer-inspect", { createHTML: function (html) { return html; } });
    var NEVER = "script, iframe, frame, object, embed, base, link, meta, style, foreignObject, animate, set";
    var harmless = function (html) {
      var template = document.createElement("template");
      template.innerHTML = apart.createHTML(html);
      if (template.content.querySelector(NEVER)) return false;
      var all = template.content.querySelectorAll("*");
      for (var i = 0; i < all.length; i++) {
        var attributes = all[i].attributes;
        for (var j = 0; j < attributes.length; j++) {
          var name = attributes[j].name.toLowerCase();
          if (name.indexOf("on") === 0 || name === "srcdoc") return false;
          if (/^(href|src|xlink:href|action|formaction)$/.test(name) && /^[\s\0-\x1f]*(javascript|vbscript|data):/i.test(attributes[j].value)) return false;
        }
      }
      return true;
    };
    var worker = new URL("sw.js", document.baseURI).href;
    trustedTypes.createPolicy("default", {
      createHTML: function (html) { return harmless(html) ? html : null; },
      createScriptURL: function (url) { return new URL(url, document.baseURI).href === worker ? url : null; }
    });
  }

  /* ------------------------------------------------------------------ offline, and updates */

  var HOUR = 3600000;
  var registration = null;

  function offer() {
    document.documentElement.setAttribute("data-update", "ready");
    window.dispatchEvent(new Event("designer-update"));
  }

  function follow(worker) {
    worker.addEventListener("statechange", function () {
      if (worker.state === "installed" && registration.active) offer();
    });
  }

  function register() {
    navigator.serviceWorker.register("./sw.js", { updateViaCache: "none" }).then(function (made) {
      registration = made;
      /* A page that no worker serves came from the server, and is as new as it gets. */
      if (made.waiting && navigator.serviceWorker.controller) offer();
      if (made.installing && made.active) follow(made.installing);
      made.addEventListener("updatefound", function () {
        if (made.active && made.installing) follow(made.installing);
      });
      var last = Date.now();
      var look = function () {
        if (Date.now() - last < HOUR / 6) return;
        last = Date.now();
        /* Offline is no mistake. */
        made.update().catch(function () {});
      };
      setInterval(look, HOUR);
      window.addEventListener("online", look);
      document.addEventListener("visibilitychange", function () {
        if (document.visibilityState === "visible") look();
      });
    }).catch(function () {
      /* Private windows and some hosts forbid it; the app works online then. */
    });
  }

  /* Only a finished build names its version: what `make run` serves changes with every save. */
  if (document.querySelector("meta[name=version]") && "serviceWorker" in navigator) {
    var wanted = false;
    var controlled = !!navigator.serviceWorker.controller;
    navigator.serviceWorker.addEventListener("controllerchange", function () {
      /* Another tab changed over; this one still is of the version before, and works on. */
      if (wanted) location.reload();
      else if (controlled) offer();
      controlled = true;
    });
    window.addEventListener("designer-reload", function () {
      wanted = true;
      if (registration && registration.waiting) {
        registration.waiting.postMessage("activate");
        setTimeout(function () { location.reload(); }, 5000);
      } else {
        location.reload();
      }
    });
    window.addEventListener("load", function () {
      (window.requestIdleCallback || setTimeout)(register, { timeout: 5000 });
    });
  }
})();
