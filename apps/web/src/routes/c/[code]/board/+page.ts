/** The address is only known at run time: the Worker answers it with the empty shell, the page fills it. */
export const prerender = false
export const ssr = false
