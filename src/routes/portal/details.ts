import { Hono } from 'hono';
import { readOwnDetails as parseDetails } from '../../domain/customer/own-details.ts';
import { changeOwnDetails, readOwnDetails } from '../../operations/portal/own-details.ts';
import { type DetailsView, detailsPage } from '../../views/portal/details.tsx';
import type { PortalContext, PortalEnv } from './env.ts';
import { done, respondPortal, respondUndone } from './respond.ts';
import { detailsForm } from './schemas/details.ts';
import { portalForm } from './validate.ts';

const PATH = '/portal/details';

/** A customer's own billing details, where the business lets them change these. */
export const detailsRoutes = new Hono<PortalEnv>()
  .get('/', (c) => show(c, 200, {}))
  .post('/', portalForm(detailsForm), async (c) => {
    const { version, details: typed } = c.req.valid('form');
    const read = parseDetails(typed);
    if (read.kind === 'wrong') return show(c, 422, { details: typed, problems: read.problems, version });
    const asked = { visit: c.get('portal'), details: read.details, version };
    const changed = await changeOwnDetails(c.get('ctx'), asked);
    if (changed.kind === 'done') return done(c, PATH, 'details_saved');
    const isOld = changed.kind === 'refused' && changed.rejection.code === 'version_differs';
    return isOld
      ? show(c, 409, { trouble: 'changed' })
      : respondUndone(c, changed, {
          page: ({ status }) => show(c, status, { details: typed, trouble: 'busy' }),
        });
  });

async function show(
  c: PortalContext,
  status: 200 | 409 | 422 | 503,
  shown: Partial<Pick<DetailsView, 'details' | 'problems' | 'trouble' | 'version'>>,
): Promise<Response> {
  const read = await readOwnDetails(c.get('ctx'), c.get('portal'));
  if (read.kind !== 'done') return respondUndone(c, read);
  const view = { problems: {}, trouble: null, ...read.value, ...shown };
  return respondPortal(c, status, (context) => detailsPage(view, context));
}
