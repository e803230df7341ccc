// The address is only known at run time: the page is the shell, and the run is asked for in the browser.
export const prerender = false
export const ssr = false
