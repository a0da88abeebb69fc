/** What can be away for a day. */
export const PARTS = ['stripe', 'mail', 'queue', 'd1'] as const;
export type Part = (typeof PARTS)[number];

/** Until when parts of the platform are away, ms. */
export type Away = { d1Until: number; mailUntil: number; queueUntil: number };
