// Before the first paint: that there is script, and the reader's own choice of light or dark on this device, for this site. Where the
// modules do not run after all, the page is as it is without script.
const d=document.documentElement,c=d.classList;c.add("js");addEventListener("load",()=>c.contains("ran")||c.remove("js"));try{const t=localStorage[new URL("../..",document.querySelector("[rel=stylesheet]").href).pathname+":theme"];if(t)d.dataset.theme=t}catch{}
