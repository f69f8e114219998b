
/* Added by `cargo xtask dist` to the end of the worker's script: fetches its program, named below, and runs it.
   Messages that arrive before it listens are held and given to it then; a failure reaches the page as the worker's
   `error` event, since a rejected promise would not.

   What the program finds here:
     self.upbeat.font(name)   the file of a font that only some texts need, as a promise */
{
  const fonts = {{fonts}};
  const wait = 20000;
  self.upbeat = {
    font: async (name) => {
      const [address, integrity] = fonts[name];
      const signal = AbortSignal.timeout?.(wait);
      const answer = await fetch(new URL(address, import.meta.url), { integrity, signal });
      if (!answer.ok) throw new Error(`The font was not found (${answer.status}): ${address}`);
      return answer.arrayBuffer();
    },
  };
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
