import { Hono } from 'hono';
import { z } from 'zod';
import { localDateAt } from '../../domain/calendar.ts';
import { may } from '../../domain/staff/roles.ts';
import { newId } from '../../operations/core/context.ts';
import { changeRole } from '../../operations/staff/change-role.ts';
import { inviteMember } from '../../operations/staff/invite.ts';
import { listMembers } from '../../operations/staff/list-members.ts';
import { removeMember } from '../../operations/staff/remove-member.ts';
import { withdrawInvitation } from '../../operations/staff/withdraw-invitation.ts';
import { type MembersView, membersPage, removeMemberPage } from '../../views/dashboard/members.tsx';
import { MEMBERS_WORDS as words } from '../../views/dashboard/words/members.ts';
import { speakerFor } from '../../views/format.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, idOf, text } from './forms.ts';
import type { DashboardModule } from './module.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';

const personPath = z.object({ person: idOf('per') });
const inviteForm = z.object({ address: text(), role: text() });
const NOTHING_TYPED: MembersView['typed'] = { address: '', role: 'read_only', problem: null };

type Again = { readonly problem?: string | null; readonly typed?: MembersView['typed'] };

async function show(c: DashboardContext, status: 200 | 409 | 422 | 503, again: Again = {}) {
  const who = c.get('staff');
  const read = await listMembers(c.get('ctx'), { who });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { members, invitations } = read.value;
  return respondDashboard(c, status, (context) => {
    const speaker = speakerFor(context.speech);
    const view: MembersView = {
      base: within(c, '/members'),
      mayManage: may(who.role, 'manage_members'),
      members: members.map(({ since, ...member }) => ({
        ...member,
        since: speaker.date(localDateAt(since, who.timeZone)),
      })),
      invitations: invitations.map(({ expiresAt, ...invitation }) => ({
        ...invitation,
        until: speaker.instant(expiresAt, who.timeZone),
      })),
      said: context.said,
      problem: again.problem ?? null,
      typed: again.typed ?? NOTHING_TYPED,
    };
    return membersPage(view, context);
  });
}

const routes = new Hono<DashboardEnv>()
  .get('/', (c) => show(c, 200))
  .post('/invite', dashboardForm(inviteForm), async (c) => {
    const typed = c.req.valid('form');
    const ctx = c.get('ctx');
    const invited = await inviteMember(ctx, { who: c.get('staff'), ...typed, commandId: newId(ctx, 'req') });
    if (invited.kind === 'done') return done(c, within(c, '/members'), 'member_invited');
    const isAddress = invited.kind === 'refused' && invited.rejection.code === 'not_an_address';
    return respondUndone(c, invited, ({ status, text: said }) =>
      show(c, status, {
        problem: isAddress ? null : said,
        typed: { ...typed, problem: isAddress ? words.notAnAddress : null },
      }),
    );
  })
  .post('/withdraw', dashboardForm(z.object({ invitation: text() })), async (c) => {
    const { invitation: invitationId } = c.req.valid('form');
    const ctx = c.get('ctx');
    const ask = { who: c.get('staff'), invitationId, commandId: newId(ctx, 'req') };
    const withdrawn = await withdrawInvitation(ctx, ask);
    return withdrawn.kind === 'done'
      ? done(c, within(c, '/members'), 'invitation_withdrawn')
      : respondUndone(c, withdrawn, ({ status, text: problem }) => show(c, status, { problem }));
  })
  .post('/:person/role', dashboardPath(personPath), dashboardForm(z.object({ role: text() })), async (c) => {
    const ctx = c.get('ctx');
    const { role } = c.req.valid('form');
    const ask = {
      who: c.get('staff'),
      personId: c.req.valid('param').person,
      role,
      commandId: newId(ctx, 'req'),
    };
    const changed = await changeRole(ctx, ask);
    return changed.kind === 'done'
      ? done(c, within(c, '/members'), 'role_changed')
      : respondUndone(c, changed, ({ status, text: problem }) => show(c, status, { problem }));
  })
  .get('/leave', (c) => {
    const { personId, address } = c.get('staff');
    const view = { base: within(c, '/members'), personId, address, isYou: true };
    return respondDashboard(c, 200, (context) => removeMemberPage(view, context));
  })
  .post('/leave', async (c) => {
    const { personId } = c.get('staff');
    const left = await remove(c, personId);
    return left.kind === 'done'
      ? done(c, '/dashboard/choose')
      : respondUndone(c, left, ({ status, text: problem }) => show(c, status, { problem }));
  })
  .get('/:person/remove', dashboardPath(personPath), async (c) => {
    const read = await listMembers(c.get('ctx'), { who: c.get('staff') });
    const members = read.kind === 'done' ? read.value.members : [];
    const member = members.find(({ personId }) => personId === c.req.valid('param').person);
    if (member === undefined) return respondBare(c, 404, 'not_found');
    const view = { ...member, base: within(c, '/members'), isYou: false };
    return respondDashboard(c, 200, (context) => removeMemberPage(view, context));
  })
  .post('/:person/remove', dashboardPath(personPath), async (c) => {
    const removed = await remove(c, c.req.valid('param').person);
    return removed.kind === 'done'
      ? done(c, within(c, '/members'), 'member_removed')
      : respondUndone(c, removed, ({ status, text: problem }) => show(c, status, { problem }));
  });

function remove(c: DashboardContext, personId: string) {
  const ctx = c.get('ctx');
  return removeMember(ctx, { who: c.get('staff'), personId, commandId: newId(ctx, 'req') });
}

/** Who signs in for the business. Everybody sees it and may leave. */
export const members: DashboardModule = {
  path: '/members',
  routes,
  access: {
    'GET /': 'see',
    'POST /invite': 'manage_members',
    'POST /withdraw': 'manage_members',
    'POST /:person/role': 'manage_members',
    'GET /leave': 'see',
    'POST /leave': 'see',
    'GET /:person/remove': 'manage_members',
    'POST /:person/remove': 'manage_members',
  },
  nav: { group: 'settings', label: words.nav, about: words.about, key: 'm' },
};
