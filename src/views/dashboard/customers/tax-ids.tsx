import { Button, Hidden, PostForm } from '../../components/form.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { PROFILE_STYLES } from '../profile/styles.ts';
import { type TaxRow, TaxRows } from '../profile/tax-rows.tsx';
import { CONTACTS_WORDS as words } from '../words/contacts.ts';

export type TaxIdsView = {
  /** The customer's page. */
  readonly back: string;
  readonly action: string;
  readonly title: string;
  readonly version: number;
  readonly rows: readonly TaxRow[];
  /** By row, as `taxIds[0]`. */
  readonly problems: Readonly<Record<string, string>>;
  /** What is wrong with no row alone. */
  readonly problem: string | null;
};

/** A form for a customer's tax ids. */
export const taxIdsPage = (view: TaxIdsView, context: DashboardContext): string =>
  dashboardPage({
    title: view.title,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: PROFILE_STYLES,
    body: (
      <>
        <PageHead title={view.title} lead={words.taxIdsLead} />
        <PostForm csrf={context.frame.csrf} action={view.action}>
          <Hidden name="version" value={String(view.version)} />
          <TaxRows rows={view.rows} problems={view.problems} />
          <p class="actions">
            <Button>{words.save}</Button> <a href={view.back}>{words.cancel}</a>
          </p>
        </PostForm>
      </>
    ),
  });
