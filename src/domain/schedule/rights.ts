/** What customers may do to their own schedules in the portal: each allows what the ones before it do. */
export const SCHEDULE_RIGHTS = ['see', 'pause', 'pause_and_end'] as const;
export type ScheduleRights = (typeof SCHEDULE_RIGHTS)[number];

export const MAX_PRICE_NOTICE_DAYS = 90;
