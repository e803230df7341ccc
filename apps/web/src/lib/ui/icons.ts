/** Strokes of the icons on a 24 × 24 grid, drawn for this site: 1.75 px lines with round ends. */
export const ICONS = {
  play: 'M7 4.8v14.4L19 12z',
  stop: 'M6.5 6.5h11v11h-11z',
  share: 'M12 15V3.5M7.5 8 12 3.5 16.5 8M5 13v6.5h14V13',
  copy: 'M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  right: 'M5 12h14M13 6l6 6-6 6',
  left: 'M19 12H5M11 6l-6 6 6 6',
  down: 'm6 9 6 6 6-6',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500Z',
  warning: 'M12 4 2.8 19.500h18.400zM12 10v4.500M12 17v.2',
  info: 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5M12 7.800v.2',
  trash: 'M4.5 7h15M9.5 7V4.500h5V7M6.5 7l1 12.500h9l1-12.500M10 10.500v5.500M14 10.500v5.5',
  download: 'M12 4v11M7.5 10.5 12 15l4.5-4.500M5 19.500h14',
  people:
    'M9 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 19.500c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M15.5 4.800a3.5 3.5 0 0 1 0 6.400M18 14.800c2 .6 3.2 2.1 3.5 4.7',
  screen: 'M3.5 5h17v11h-17zM8.5 20h7M12 16v4',
  lock: 'M6 11h12v8.500H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.700l1-1',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.300L19.5 9M19.5 4.500V9H15',
  code: 'm8 7-5 5 5 5M16 7l5 5-5 5',
} as const

export type IconName = keyof typeof ICONS
