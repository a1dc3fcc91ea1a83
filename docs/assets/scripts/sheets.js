// A style sheet that is needed once a reader does something.
/** @param {URL} url @returns {Promise<void>} when it is there, or can't be had */
export function addSheet({ href }) {
  const there = document.querySelector(`link[href="${href}"]`);
  return there ? Promise.resolve() : new Promise((done) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href });
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
}
