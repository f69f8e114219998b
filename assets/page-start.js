
/* Added by `cargo xtask dist` to the end of the page's script: runs the program that assets/boot.js has fetched, and
   brings the rest of it when it is asked for. */

/* Called by the program, with what it wants to be called with when the rest is in place or has failed to come. */
async function loadRest(callback, data) {
  let here = false;
  try {
    await __wbg_load(await window.upbeat.rest(), { __wasm_split: wasm });
    here = true;
    window.upbeat.ready();
  } catch (why) {
    window.upbeat_failed(why);
  }
  wasm.__indirect_function_table.get(callback)(data, here);
}

window.upbeat.start(__wbg_init);
