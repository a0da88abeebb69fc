import { Hono } from 'hono';
import { ApiError } from '../core/api-error.ts';
import { runDueTasks } from '../core/tick.ts';
import { ACTIONS } from './actions.ts';
import { messagePage } from './checkout-page.ts';
import { page, seeOther } from './layout.ts';
import { eventPage, listPage, overviewPage } from './overview-page.ts';
import type { OverviewParts } from './overview-parts.ts';
import { sectionNamed } from './sections.ts';

/** The developer's page at `/` and the actions of its buttons. */
export function overviewPages(parts: OverviewParts): Hono {
  const { kernel, courier, faults, links } = parts;
  const app = new Hono();
  const { store } = kernel;
  const accountOf = (asked: string | undefined): string =>
    asked !== undefined && store.get('account', asked) ? asked : kernel.platform;

  app.get('/', ({ req }) => {
    runDueTasks(kernel);
    return page(overviewPage(kernel, accountOf(req.query('account')), faults.all(), links));
  });
  app.get('/list/:name', ({ req }) => {
    runDueTasks(kernel);
    const section = sectionNamed(req.param('name'));
    if (!section) return notFound();
    const after = Number(req.query('after') ?? Number.NaN);
    const beyond = Number.isSafeInteger(after) ? after : undefined;
    return page(listPage(kernel, accountOf(req.query('account')), section, beyond));
  });
  app.get('/events/:id', ({ req }) => {
    runDueTasks(kernel);
    const found = store.get('event', req.param('id'));
    return found ? page(eventPage(kernel, found.value, found.account)) : notFound();
  });

  app.post('/do/:verb', async ({ req }) => {
    runDueTasks(kernel);
    const form = new URLSearchParams(await req.text());
    const act = ACTIONS[req.param('verb')];
    if (!act) return notFound();
    try {
      await act(parts, form);
    } catch (error) {
      // The button came from an outdated page.
      if (!(error instanceof ApiError || error instanceof RangeError)) throw error;
      return page(messagePage('That is not possible', error.message), 409);
    }
    courier.deliverSoon();
    return seeOther(local(form.get('back')));
  });
  return app;
}

/** Redirects are allowed to this sandbox's own pages only. */
function local(target: string | null): string {
  return target !== null && /^\/(?![/\\])/.test(target) ? target : '/';
}

function notFound(): Promise<Response> {
  return page(messagePage('There is no such page', 'The overview is at /.'), 404);
}
