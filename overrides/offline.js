// First in each page of a copy that is opened from a disk. Browsers refuse modules, workers and fetch there; classic scripts stand in
// for them: each module calls run, each file that a script reads calls give (scripts/site/assets/classic.py, editions/offline.py).
(() => {
  const { src, dataset } = document.currentScript;
  const root = new URL("../..", src).href;
  const here = (url) => new URL(url, document.baseURI).href.split(/[?#]/)[0];
  const made = new Map(); // by the address of its script: what it gives, or will give
  const coming = new Map();

  function insert(address) {
    return new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: address, onload: done });
      script.onerror = () => {
        coming.delete(address); // the next who asks tries again
        failed(new TypeError(`Not in this copy: ${address}`));
      };
      document.head.append(script);
    });
  }

  async function given(address) {
    if (!made.has(address)) {
      if (!coming.has(address)) coming.set(address, insert(address));
      await coming.get(address);
    }
    return made.get(address);
  }

  globalThis.onDisk = {
    run(module) {
      const address = document.currentScript.src;
      made.set(address, module(address));
    },
    give(content) {
      made.set(document.currentScript.src, content);
    },
    load: (from, name) => given(new URL(name, from).href),
    // Of this page on the web, where others can follow it.
    get address() {
      return dataset.site + here("").slice(root.length).replace(/(^|\/)index\.html$/, "$1");
    },
  };
  globalThis.fetch = async (url) => new Response(await given(`${here(url)}.js`));
  globalThis.Worker = undefined;
})();
