
/* Added by `cargo xtask dist` to the end of the page's script: runs the program that assets/boot.js has fetched, and
   brings its parts when they are asked for. Each part needs those before it. */

const parts = [];

/* A part, once it is in place. One that did not come is fetched again when it is asked for again. */
function part(place) {
  parts[place] ??= putInPlace(place).catch((why) => {
    parts[place] = undefined;
    throw why;
  });
  return parts[place];
}

async function putInPlace(place) {
  const answers = window.upbeat.part(place);
  if (place > 0) await part(place - 1);
  // Nothing is put in place twice: it would write its data anew.
  for (const answer of await Promise.all(answers)) await __wbg_load(answer, { __wasm_split: wasm });
  window.upbeat.placed(place);
}

/* What the program calls to have a part, with what it wants to be called with when that is in place or has not come. */
function loader(place) {
  return async (callback, data) => {
    let here = false;
    try {
      await part(place);
      here = true;
    } catch (why) {
      window.upbeat_failed(why);
    }
    wasm.__indirect_function_table.get(callback)(data, here);
  };
}

// The two scripts come in any order.
if (window.upbeat) window.upbeat.start(__wbg_init);
else document.querySelector("script[data-wasm]").addEventListener("load", () => window.upbeat.start(__wbg_init));
