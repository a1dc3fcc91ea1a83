// Before the first paint: that there is script, and the reader's own choice of light or dark on this device.
const d=document.documentElement;d.classList.add("js");try{const t=localStorage.getItem("theme");if(t)d.dataset.theme=t}catch{}
