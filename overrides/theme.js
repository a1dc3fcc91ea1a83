// Before the first paint: the reader's own choice of light or dark, if there is one on this device.
try{const t=localStorage.getItem("theme");if(t)document.documentElement.dataset.theme=t}catch{}
