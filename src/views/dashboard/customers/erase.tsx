import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Confirm } from '../parts/page.tsx';
import { CUSTOMERS_WORDS as words } from '../words/customers.ts';
import type { CustomerView } from './one-view.ts';

export type EraseView = Pick<CustomerView, 'base' | 'id' | 'legalName'> & { readonly problem: string | null };

/** Asks before a customer's data is erased for good. */
export const eraseCustomerPage = (view: EraseView, context: DashboardContext): string =>
  dashboardPage({
    title: words.eraseTitle(isolate(view.legalName)),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${view.base}/${view.id}/erase`}
        title={words.eraseTitle(isolate(view.legalName))}
        text={words.eraseText}
        label={words.eraseButton}
        cancel={`${view.base}/${view.id}`}
      />
    ),
  });
