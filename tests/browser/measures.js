/* What the browser tests measure on a page; put in every page before its own scripts.
   Everything hangs from one name, so that a test can say `kbproof.overflow()`. */
globalThis.kbproof = (() => {
  const LINK_OR_CONTROL =
    "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [tabindex]:not([tabindex='-1'])";
  const NAMED =
    ".opt, .chip, .pages a, button[type=submit], .btn, [role=option], .menu-opener, .opener button";

  const doc = () => document.scrollingElement;

  /* A short name for an element, as somebody would look for it in the templates. */
  function name(element) {
    const own = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join("");
    const text = (element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ");
    return `${element.localName}${own} "${text.slice(0, 50)}"`;
  }

  /* Shown and not only for screen readers. */
  function isSeen(element) {
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    if (element.closest(".vh, .skip")) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  }

  const all = (selector) => [...document.querySelectorAll(selector)].filter(isSeen);

  function ancestors(element) {
    const found = [];
    for (let up = element.parentElement; up; up = up.parentElement) found.push(up);
    return found;
  }

  /* --- Layout shifts ---------------------------------------------------------------------------- */

  const shifts = [];
  if (globalThis.PerformanceObserver?.supportedEntryTypes?.includes("layout-shift")) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const what = entry.sources.map((source) => source.node && name(source.node.parentElement ?? source.node));
        shifts.push({ value: entry.value, isExpected: entry.hadRecentInput, what });
      }
    }).observe({ type: "layout-shift", buffered: true });
  }

  /* Everything that moved by itself, added up; with what moved most. */
  function shift() {
    const unexpected = shifts.filter((one) => !one.isExpected);
    const value = unexpected.reduce((sum, one) => sum + one.value, 0);
    return { value, what: unexpected.flatMap((one) => one.what).slice(0, 3) };
  }

  /* --- Movement --------------------------------------------------------------------------------- */

  const seconds = (times) => Math.max(...times.split(",").map(parseFloat));
  const ran = [];
  for (const kind of ["transitionrun", "animationstart"]) {
    document.addEventListener(
      kind,
      (event) => {
        const style = getComputedStyle(event.target, event.pseudoElement);
        if (isMoving(style)) ran.push(`${kind}: ${name(event.target)}`);
      },
      true,
    );
  }

  /* What only waits, and then is there at once, does not move. */
  function isMoving(style) {
    const isStep = /^steps?\b/.test(style.animationTimingFunction);
    const isAnimated = style.animationName !== "none" && !isStep;
    return (
      seconds(style.transitionDuration) > 0.001 || (isAnimated && seconds(style.animationDuration) > 0.001)
    );
  }

  /* Begin anew to note what moves. */
  function forget() {
    ran.length = 0;
  }

  /* What would move, and what did. */
  function movement() {
    const moving = [];
    for (const element of document.querySelectorAll("*")) {
      for (const part of ["", "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (isMoving(style) || style.scrollBehavior === "smooth") moving.push(name(element) + part);
      }
    }
    return [...moving, ...ran];
  }

  /* --- Weight ----------------------------------------------------------------------------------- */

  const HEADERS = 300; // bytes, where the browser had the file already

  /* Bytes as they were sent, compressed, of the page and of its scripts. */
  function weight() {
    const [page] = performance.getEntriesByType("navigation");
    const files = performance.getEntriesByType("resource");
    const size = (entry) => entry.transferSize || entry.encodedBodySize + HEADERS;
    const scripts = files.filter((entry) => /\.m?js(\?|$)/.test(entry.name));
    const sum = (entries) => entries.reduce((bytes, entry) => bytes + size(entry), 0);
    return { page: size(page), total: sum([page, ...files]), scripts: sum(scripts) };
  }

  /* --- Room ------------------------------------------------------------------------------------- */

  /* By how many pixels the page is wider than its window, and what sticks out most. */
  function overflow() {
    const extra = doc().scrollWidth - doc().clientWidth;
    if (extra <= 0) return { extra: 0, what: [] };
    const scrolls = (element) => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX);
    const out = all("body *").filter(
      (element) =>
        element.getBoundingClientRect().right > doc().clientWidth + 1 && !ancestors(element).some(scrolls),
    );
    return { extra, what: out.slice(0, 3).map(name) };
  }

  /* What scrolls sideways in itself and is not a region with a table that the keyboard reaches. */
  function scrollers() {
    const found = all("body *").filter((element) => {
      const style = getComputedStyle(element);
      return ["auto", "scroll"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    });
    const isRight = (element) =>
      element.tabIndex === 0 &&
      element.querySelector("table") &&
      element.getAttribute("role") === "region" &&
      (element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby"));
    return found.filter((element) => !isRight(element) && !element.matches("input, textarea, select")).map(name);
  }

  /* --- Text ------------------------------------------------------------------------------------- */

  let spacing = null;

  /* The text spacing of WCAG 1.4.12, on or off. A sheet of the script is not what the policy refuses. */
  function space(on) {
    if (!spacing) {
      spacing = new CSSStyleSheet();
      spacing.replaceSync(
        "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}" +
          "p{margin-block-end:2em!important}",
      );
    }
    document.adoptedStyleSheets = on ? [spacing] : [];
  }

  /* The pieces of text that are shown, each with its element and the boxes of its lines. */
  function texts() {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !isSeen(element)) continue;
      if (element.closest("script, style, noscript, option, datalist, svg")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      found.push({ element, boxes, text: node.data.trim().replace(/\s+/g, " ") });
    }
    return found;
  }

  /* All that can be read on the page, but for the words of controls. */
  function words() {
    const read = texts().filter(({ element }) => !element.closest("button, select, label, .find, [role=status]"));
    return read.map(({ element, text }) => `${element.localName}: ${text}`);
  }

  /* The box that an element shows of itself, when it hides the rest; null when it hides nothing. */
  function windowOf(element) {
    const style = getComputedStyle(element);
    const hides = (value) => value === "hidden" || value === "clip";
    if (!hides(style.overflowX) && !hides(style.overflowY)) return null;
    const box = element.getBoundingClientRect();
    return {
      left: hides(style.overflowX) ? box.left - 1 : -Infinity,
      right: hides(style.overflowX) ? box.right + 1 : Infinity,
      top: hides(style.overflowY) ? box.top - 2 : -Infinity,
      bottom: hides(style.overflowY) ? box.bottom + 2 : Infinity,
    };
  }

  const FOLDED = ".point.long .part"; // with a box beside it that unfolds it

  /* Text of which a part cannot be seen, because something around it hides what does not fit. */
  function clipped() {
    const windows = new Map();
    const at = (element) => {
      if (!windows.has(element)) windows.set(element, windowOf(element));
      return windows.get(element);
    };
    const lost = texts().filter(({ element, boxes }) =>
      [element, ...ancestors(element)].some((one) => {
        if (one === document.body || one === document.documentElement || one.matches(FOLDED)) return false;
        const room = at(one);
        return (
          room &&
          boxes.some(
            (box) =>
              box.left < room.left || box.right > room.right || box.top < room.top || box.bottom > room.bottom,
          )
        );
      }),
    );
    return [...new Set(lost.map(({ element }) => element))].map(name);
  }

  /* A box without what elements around hide of it; null when nothing is left. */
  function rest(box, element) {
    const left = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
    for (const one of [element, ...ancestors(element)]) {
      if (one === document.body || one === document.documentElement) break;
      const room = windowOf(one);
      if (!room) continue;
      left.left = Math.max(left.left, room.left);
      left.right = Math.min(left.right, room.right);
      left.top = Math.max(left.top, room.top);
      left.bottom = Math.min(left.bottom, room.bottom);
    }
    const isLeft = left.right > left.left && left.bottom > left.top;
    return isLeft ? { ...left, height: left.bottom - left.top } : null;
  }

  /* Pairs of texts that lie over each other by more than a quarter of a line. */
  function overlapping() {
    const floats = new Map();
    const isFloating = (element) => {
      if (!floats.has(element)) {
        const own = ["fixed", "sticky", "absolute"].includes(getComputedStyle(element).position);
        floats.set(element, own || (element.parentElement !== null && isFloating(element.parentElement)));
      }
      return floats.get(element);
    };
    const lines = texts()
      .filter(({ element }) => !isFloating(element))
      .flatMap(({ element, boxes }) => boxes.map((box) => ({ element, box: rest(box, element) })))
      .filter(({ box }) => box)
      .sort((one, other) => one.box.top - other.box.top);
    const found = [];
    lines.forEach(({ element, box }, place) => {
      for (let next = place + 1; next < lines.length && lines[next].box.top < box.bottom; next += 1) {
        const other = lines[next];
        const high = Math.min(box.bottom, other.box.bottom) - other.box.top;
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const least = Math.min(box.height, other.box.height) / 4;
        const isPart = element.contains(other.element) || other.element.contains(element);
        if (high > least && wide > 2 && !isPart) found.push(`${name(element)} en ${name(other.element)}`);
      }
    });
    return found.slice(0, 5);
  }

  /* --- Targets ---------------------------------------------------------------------------------- */

  /* Where somebody can press: a control with all that is its label. */
  function reach(element) {
    const boxes = [element, ...(element.labels ?? [])].filter(isSeen).map((one) => one.getBoundingClientRect());
    const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
    const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
    return { width: Math.round(width * 10) / 10, height: Math.round(height * 10) / 10 };
  }

  /* A link in the middle of a sentence is as high as its line. */
  function isInSentence(element) {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
    const around = element.parentElement.closest("p, li, dd, td, figcaption, blockquote, h1, h2, h3, label, span");
    return Boolean(around) && around.textContent.trim().length > element.textContent.trim().length;
  }

  /* Targets that are too small: 24 by 24 px for all, 44 by 44 for the named ones. */
  function targets() {
    const small = [];
    for (const element of all(LINK_OR_CONTROL)) {
      const { width, height } = reach(element);
      const least = element.matches(NAMED) || element.closest(".opt") ? 44 : 24;
      const isRegion = element.matches("[tabindex='0']:not(a, button, input, select, textarea, summary)");
      if (isRegion || isInSentence(element)) continue;
      if (Math.round(width) < least || Math.round(height) < least)
        small.push(`${name(element)} is ${width} x ${height}, wil ${least}`);
    }
    return small;
  }

  /* --- Colours ---------------------------------------------------------------------------------- */

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  /* Red, green and blue of any colours that a style can name, each laid over those before it. */
  function colour(...layers) {
    for (const layer of ["#fff", ...layers]) {
      canvas.fillStyle = Array.isArray(layer) ? `rgb(${layer.join(" ")})` : layer;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }

  function contrast(one, other) {
    const light = (rgb) => {
      const [red, green, blue] = rgb.map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    };
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return high / low;
  }

  /* The colour behind an element. */
  function ground(element) {
    for (const one of [element, ...ancestors(element)]) {
      const found = getComputedStyle(one).backgroundColor;
      if (!/^rgba\(.*, 0\)$|^transparent$/.test(found)) return colour(found);
    }
    return colour("Canvas");
  }

  /* Words that are hard to read in the colours that a reader forces on the page. axe takes the colours
     of the stylesheet for those (-webkit-text-fill-color), so that it finds what nobody sees. */
  function faint() {
    const found = new Set();
    for (const { element } of texts()) {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
      const share = contrast(colour(style.color), ground(element));
      if (share < (isLarge ? 3 : 4.5)) found.add(`${name(element)} heeft contrast ${share.toFixed(1)}`);
    }
    return [...found];
  }

  /* Words in drawings that are hard to read: axe does not look behind them. */
  function drawn() {
    const faint = [];
    for (const text of all("svg text")) {
      const around = text.closest("svg");
      const box = text.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const isUnder = (shape) => {
        const own = shape.getBoundingClientRect();
        return own.left <= x && own.right >= x && own.top <= y && own.bottom >= y;
      };
      const before = (shape) => shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      const shapes = [...around.querySelectorAll("rect, path, circle, use")].filter(
        (shape) => isUnder(shape) && before(shape) && getComputedStyle(shape).fill !== "none",
      );
      const paint = (shape) => {
        const style = getComputedStyle(shape);
        const share = style.fillOpacity * style.opacity;
        return `color-mix(in srgb, ${style.fill} ${share * 100}%, transparent)`;
      };
      const behind = colour(ground(around), ...shapes.map(paint));
      const found = contrast(colour(behind, paint(text)), behind);
      if (found < 4.5) faint.push(`${name(text)} heeft contrast ${found.toFixed(1)}`);
    }
    return faint;
  }

  /* --- Focus ------------------------------------------------------------------------------------ */

  /* The same for a link in a drawing, which has a line around one of its shapes. */
  function drawnRing(link) {
    const behind = ground(link.closest("svg"));
    const isLine = (shape) => {
      const style = getComputedStyle(shape);
      const width = parseFloat(style.strokeWidth) * (shape.getScreenCTM?.()?.a ?? 1);
      const isWhole = style.stroke !== "none" && style.strokeDasharray === "none" && width >= 2;
      return isWhole && contrast(colour(behind, style.stroke), behind) >= 3;
    };
    return [...link.querySelectorAll("rect, path, circle")].some(isLine) ? "" : "geen zichtbare lijn";
  }

  /* What is wrong with the sign that an element has the focus; "" when nothing is. */
  function ring(element) {
    const style = getComputedStyle(element);
    if (element.matches("main, h1, h2, h3")) return ""; // where a link leads to, no control
    const frame = element.closest(".search");
    if (frame && element.matches("input")) {
      const halo = getComputedStyle(frame);
      return halo.boxShadow === "none" && halo.outlineStyle === "none" ? "geen rand om het zoekvak" : "";
    }
    if (element.closest("svg")) return drawnRing(element);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return "geen zichtbare rand";
    const lies = parseFloat(style.outlineOffset) < 0 ? element : element.parentElement;
    const found = contrast(colour(style.outlineColor), ground(lies));
    return found < 3 ? `rand heeft contrast ${found.toFixed(1)}` : "";
  }

  /* Whether anything of an element can be seen and pressed, or all lies behind something else. */
  function isCovered(element) {
    const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    const parts = [0.05, 0.5, 0.95];
    return !boxes.some((box) =>
      parts.some((x) =>
        parts.some((y) => {
          const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
          return top && (top === element || element.contains(top) || top.contains(element));
        }),
      ),
    );
  }

  /* The element with the focus: name, place on the page, and what is wrong with how it shows. */
  function focused() {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const lines = (element.labels?.[0] ?? element).getClientRects(); // a link may go on on the next line
    const across = ancestors(element).reduce((sum, one) => sum + one.scrollLeft, 0);
    const down = ancestors(element).reduce((sum, one) => sum + one.scrollTop, 0);
    const place = (box) => ({
      left: box.left + across,
      right: box.right + across,
      top: box.top + down,
      bottom: box.bottom + down,
    });
    const isStuck = [element, ...ancestors(element)].some((one) =>
      ["fixed", "sticky"].includes(getComputedStyle(one).position),
    );
    return {
      name: name(element),
      path: path(element),
      first: place(lines[0]),
      last: place(lines[lines.length - 1]),
      isStuck,
      wrong: [ring(element), isCovered(element) ? "verborgen achter iets anders" : ""].filter(Boolean).join(", "),
    };
  }

  /* All that Tab should come by: name and path. Of radio buttons one, as browsers do. */
  function reachable() {
    const isFirst = (one) =>
      one.type !== "radio" ||
      one.checked ||
      (!document.querySelector(`input[name="${CSS.escape(one.name)}"]:checked`) &&
        document.querySelector(`input[name="${CSS.escape(one.name)}"]`) === one);
    const found = [...document.querySelectorAll(LINK_OR_CONTROL)].filter(
      (one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.disabled && isFirst(one),
    );
    return found.map((one) => [name(one), path(one)]);
  }

  /* Where in the document an element stands: the places of it and all around it. */
  function path(element) {
    return [element, ...ancestors(element)]
      .map((one) => [...(one.parentElement?.children ?? [])].indexOf(one))
      .join(".");
  }

  /* --- Paper ------------------------------------------------------------------------------------ */

  /* What is wrong with the page as it would be printed. */
  function paper() {
    const wrong = [];
    // which filters were chosen stays: on paper it says what the list is of
    const gone = ".nav, .skip, .facets, .search, .foot nav, .pages, .crumbs, button, .downloads, .suggestions";
    for (const element of all(gone)) wrong.push(`gedrukt: ${name(element)}`);
    const style = getComputedStyle(document.body);
    const white = contrast(colour(style.color), colour(style.backgroundColor));
    if (white < 18) wrong.push(`tekst en papier hebben contrast ${white.toFixed(1)}`);
    for (const element of all("main *")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!own || element.closest("svg")) continue;
      const found = contrast(colour(getComputedStyle(element).color), ground(element));
      if (found < 4.5) wrong.push(`${name(element)} heeft op papier contrast ${found.toFixed(1)}`);
    }
    for (const link of all("main a[href^='http']")) {
      if (!getComputedStyle(link, "::after").content.includes("http") && !link.textContent.includes("http"))
        wrong.push(`zonder adres: ${name(link)}`);
    }
    for (const table of all("table")) {
      if (table.getBoundingClientRect().right > doc().clientWidth + 1) wrong.push(`afgesneden: ${name(table)}`);
    }
    return wrong.slice(0, 6);
  }

  return {
    overflow, scrollers, space, clipped, overlapping, words, targets, faint, drawn, focused, reachable, movement, forget, weight, shift, paper,
  };
})();
