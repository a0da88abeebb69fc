/** What customers may do to their own schedules in the portal: each allows what the ones before it do. */
export const SCHEDULE_RIGHTS = ['see', 'pause', 'pause_and_end'] as const;
export type ScheduleRights = (typeof SCHEDULE_RIGHTS)[number];

/** What a customer does to a schedule of theirs in the portal. */
export type OwnAct = 'pause' | 'resume' | 'end';

const ALLOWED: Readonly<Record<ScheduleRights, readonly OwnAct[]>> = {
  see: [],
  pause: ['pause', 'resume'],
  pause_and_end: ['pause', 'resume', 'end'],
};

/** Whether the business lets its customers do that. */
export const mayDo = (rights: ScheduleRights, act: OwnAct): boolean => ALLOWED[rights].includes(act);

export const MAX_PRICE_NOTICE_DAYS = 90;
