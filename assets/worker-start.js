
/* Added by `cargo xtask dist` to the end of the worker's script: fetches its program, named below, and runs it.
   Messages that arrive before it listens are held and given to it then; a failure reaches the page as the worker's
   `error` event, since a rejected promise would not. */
{
  const held = [];
  const hold = (event) => held.push(event.data);
  const tell = (error) => setTimeout(() => { throw error; });
  addEventListener("message", hold);
  addEventListener("unhandledrejection", (event) => tell(event.reason));
  __wbg_init({ module_or_path: new URL("{{worker-wasm}}", import.meta.url) }).then(() => {
    removeEventListener("message", hold);
    for (const data of held) dispatchEvent(new MessageEvent("message", { data }));
  }, tell);
}
