import { Hono } from 'hono';
import { z } from 'zod';
import { changedFields } from '../../../domain/profile/profile.ts';
import { may } from '../../../domain/staff/roles.ts';
import { newId } from '../../../operations/core/context.ts';
import {
  listProfileVersions,
  type ProfileVersion,
  readProfileVersion,
} from '../../../operations/merchants/list-profile-versions.ts';
import { restoreProfile } from '../../../operations/merchants/restore-profile.ts';
import { historyPage, restorePage } from '../../../views/dashboard/profile/history.tsx';
import { PROFILE_WORDS as words } from '../../../views/dashboard/words/profile.ts';
import { speakerFor } from '../../../views/format.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardQuery, text } from '../forms.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from '../respond.ts';
import { readHouse } from './read.ts';
import { conflictLine, fieldLabel, versionOf } from './sections.ts';

const PAGE = 20;
const earlier = z.object({
  earlier: text()
    .pipe(z.string().regex(/^[1-9]\d{0,8}$/))
    .transform(Number),
  version: text(),
});

const whatOf = (version: ProfileVersion, before: ProfileVersion | undefined): string => {
  if (before === undefined) return version.version === 1 ? words.first : '';
  const fields = changedFields(before.profile, version.profile).map(fieldLabel).join(', ');
  return version.restores === null ? fields : words.setBackTo(version.restores, fields);
};

async function askToRestore(c: DashboardContext, version: number, status: 200 | 409 | 422 | 503) {
  const { scope } = c.get('staff');
  const found = await readProfileVersion(c.get('ctx'), { scope, version });
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { resource } = await readHouse(c);
  const [then, now] = [found.value.profile, resource.profile];
  const changes = changedFields(now, then).map((field) =>
    conflictLine({ field, was: then[field], now: now[field] }),
  );
  const view = { base: within(c, '/profile'), version, inForce: resource.version, changes };
  return respondDashboard(c, status, (context) => restorePage(view, context));
}

export const history = new Hono<DashboardEnv>()
  .get('/history', dashboardQuery(z.object({ before: text() })), async (c) => {
    const { scope, role, timeZone } = c.get('staff');
    const typed = c.req.valid('query').before;
    const before = /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : null;
    // One more than is shown, to say what the last of them changed.
    const listed = await listProfileVersions(c.get('ctx'), { scope, before, limit: PAGE + 1 });
    if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
    const { versions } = listed.value;
    const { resource } = await readHouse(c);
    return respondDashboard(c, 200, (context) => {
      const speaker = speakerFor(context.speech);
      const rows = versions.slice(0, PAGE).map((version, index) => ({
        version: version.version,
        when: speaker.moment(version.createdAt, timeZone),
        who: version.changedBy ?? '',
        what: whatOf(version, versions[index + 1]),
        isInForce: version.version === resource.version,
      }));
      const last = versions.length > PAGE ? (rows.at(-1)?.version ?? null) : null;
      const view = {
        base: within(c, '/profile'),
        versions: rows,
        timeZone,
        mayEdit: may(role, 'edit_profile'),
        before: last,
      };
      return historyPage(view, context);
    });
  })
  .get('/history/restore', dashboardQuery(earlier), (c) => askToRestore(c, c.req.valid('query').earlier, 200))
  .post('/history/restore', dashboardForm(earlier), async (c) => {
    const ctx = c.get('ctx');
    const { earlier: version, version: inForce } = c.req.valid('form');
    const basedOn = versionOf({ version: inForce });
    const ask = { scope: c.get('staff').scope, version, basedOn, commandId: newId(ctx, 'req') };
    const restored = await restoreProfile(ctx, ask);
    return restored.kind === 'done'
      ? done(c, within(c, '/profile'), 'version_restored')
      : respondUndone(c, restored, ({ status }) => askToRestore(c, version, status));
  });
