import { endSchedulePage } from '../../../src/views/portal/end-schedule.tsx';
import type { PortalContext } from '../../../src/views/portal/frame.tsx';
import { type ShownSchedule, schedulesPage } from '../../../src/views/portal/schedules.tsx';

const next = (from: string, to: string, amount: number | null, skipped = false) => ({
  from,
  to,
  invoicedOn: from,
  amount,
  skipped,
});

const HOSTING: ShownSchedule = {
  id: 'sch_01jf7q3w9e',
  name: 'Hosting and support "><script>alert(1)</script>',
  currency: 'USD',
  every: 1,
  unit: 'months',
  status: 'active',
  pausedOn: null,
  isPausedByThem: false,
  endsOn: null,
  endedOn: null,
  next: [
    next('2027-01-31', '2027-02-27', 4_900),
    next('2027-02-28', '2027-03-30', null, true),
    next('2027-03-31', '2027-04-29', null),
  ],
  isCounted: true,
};
const PAUSED: ShownSchedule = {
  ...HOSTING,
  id: 'sch_01jf7q3w9f',
  name: 'Backups',
  every: 2,
  unit: 'weeks',
  status: 'paused',
  pausedOn: '2027-01-09',
  isPausedByThem: true,
  endsOn: '2027-12-31',
  next: [],
  isCounted: false,
};
const ENDED: ShownSchedule = {
  ...PAUSED,
  id: 'sch_01jf7q3w9g',
  name: 'Design',
  unit: 'years',
  status: 'ended',
  pausedOn: null,
  isPausedByThem: false,
  endsOn: null,
  endedOn: '2026-12-31',
};

/** The portal's pages of recurring invoices, by name. */
export function schedulesGallery(context: PortalContext): Record<string, string> {
  const list = (may: { pause: boolean; end: boolean }, said: string | null) =>
    schedulesPage({ schedules: [HOSTING, PAUSED, ENDED], may }, { ...context, said });
  return {
    schedules: list({ pause: true, end: true }, 'schedule_paused'),
    'schedules-only-seen': list({ pause: false, end: false }, 'schedule_changed'),
    'schedules-none': schedulesPage(
      { schedules: [], may: { pause: true, end: true } },
      { ...context, said: null },
    ),
    'schedules-end': endSchedulePage(
      { id: HOSTING.id, name: HOSTING.name, lastDay: '2027-02-27', oneMore: true },
      context,
    ),
    'schedules-end-paid': endSchedulePage(
      { id: HOSTING.id, name: HOSTING.name, lastDay: '2027-02-27', oneMore: false },
      context,
    ),
    'schedules-end-none': endSchedulePage(
      { id: HOSTING.id, name: HOSTING.name, lastDay: null, oneMore: false },
      context,
    ),
  };
}
