import { Hono } from 'hono';
import type { Undone } from '../../domain/outcome.ts';
import { mayDo, type OwnAct } from '../../domain/schedule/rights.ts';
import { changeOwnSchedule, readOwnEnd, readOwnSchedules } from '../../operations/portal/own-schedules.ts';
import { endSchedulePage } from '../../views/portal/end-schedule.tsx';
import { schedulesPage } from '../../views/portal/schedules.tsx';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondPortal, respondUndone } from './respond.ts';
import { schedulePath } from './schemas/schedules.ts';
import { portalPath } from './validate.ts';

const SCHEDULES = '/portal/schedules';

const SAID = { pause: 'schedule_paused', resume: 'schedule_resumed', end: 'schedule_ended' } as const;

/** A customer's billing schedules: what comes next, and what the business lets them do. */
export const scheduleRoutes = new Hono<PortalEnv>()
  .get('/', async (c) => {
    const { scheduleRights: rights } = c.get('portal');
    const read = await readOwnSchedules(c.get('ctx'), c.get('portal'));
    if (read.kind !== 'done') return respondUndone(c, read);
    const may = { pause: mayDo(rights, 'pause'), end: mayDo(rights, 'end') };
    const view = { schedules: read.value.schedules, may };
    return respondPortal(c, 200, (context) => schedulesPage(view, context));
  })
  .post('/:schedule/pause', portalPath(schedulePath), (c) =>
    change(c, c.req.valid('param').schedule, 'pause'),
  )
  .post('/:schedule/resume', portalPath(schedulePath), (c) =>
    change(c, c.req.valid('param').schedule, 'resume'),
  )
  .get('/:schedule/end', portalPath(schedulePath), async (c) => {
    const asked = { visit: c.get('portal'), scheduleId: c.req.valid('param').schedule };
    const read = await readOwnEnd(c.get('ctx'), asked);
    if (read.kind !== 'done') return standsOtherwise(c, read);
    return respondPortal(c, 200, (context) => endSchedulePage(read.value, context));
  })
  .post('/:schedule/end', portalPath(schedulePath), (c) => change(c, c.req.valid('param').schedule, 'end'));

async function change(c: PortalContext, scheduleId: string, act: OwnAct): Promise<Response> {
  const changed = await changeOwnSchedule(c.get('ctx'), { visit: c.get('portal'), scheduleId, act });
  return changed.kind === 'done' ? done(c, SCHEDULES, SAID[act]) : standsOtherwise(c, changed);
}

/** What had changed meanwhile, such as by a second press, is shown as it stands now. */
function standsOtherwise(c: PortalContext, undone: Undone): Response | Promise<Response> {
  if (undone.kind !== 'refused') return done(c, SCHEDULES, 'schedule_busy');
  const { code } = undone.rejection;
  return code === 'schedule_status' || code === 'schedule_ended'
    ? done(c, SCHEDULES, 'schedule_changed')
    : respondUndone(c, undone);
}
