import { Hidden } from '../../components/form.tsx';
import { Actions, WayOn } from '../../components/prose.tsx';
import { Cell, Row, Table, VerbLink, Verbs } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Confirm, PageHead } from '../parts/page.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { PROFILE_WORDS as words } from '../words/profile.ts';
import { Conflict } from './conflict.tsx';
import { PROFILE_STYLES } from './styles.ts';

export type VersionRow = {
  readonly version: number;
  readonly when: string;
  readonly who: string;
  readonly what: string;
  readonly isInForce: boolean;
};

export type HistoryView = {
  readonly base: string;
  readonly versions: readonly VersionRow[];
  readonly timeZone: string;
  readonly mayEdit: boolean;
  /** The next page is of those before this one. */
  readonly before: number | null;
};

/** Every version, newest first, each a way back. */
export const historyPage = (view: HistoryView, context: DashboardContext): string =>
  dashboardPage({
    title: words.history,
    context,
    body: (
      <>
        <PageHead title={words.history} lead={words.historyLead} />
        <Table
          caption={FRAME_WORDS.times(view.timeZone)}
          columns={[
            { heading: words.version },
            { heading: words.when },
            { heading: words.what },
            { heading: words.actions, kind: 'verbs' },
          ]}
        >
          {view.versions.map(({ version, when, who, what, isInForce }) => (
            <Row>
              <Cell kind="main">
                {version} {isInForce && <span class="tag">{words.inForce}</span>}
              </Cell>
              <Cell label={words.when}>
                <span class="block">{when}</span>
                <span class="small" dir="auto">
                  {who}
                </span>
              </Cell>
              <Cell label={words.what}>{what}</Cell>
              <Cell kind="verbs">
                {view.mayEdit && !isInForce && (
                  <Verbs>
                    <VerbLink
                      href={`${view.base}/history/restore?earlier=${version}`}
                      label={words.restore}
                      fullLabel={words.restoreFull(version)}
                    />
                  </Verbs>
                )}
              </Cell>
            </Row>
          ))}
        </Table>
        {view.before !== null && (
          <Actions>
            <a href={`${view.base}/history?before=${view.before}`}>{words.older}</a>
          </Actions>
        )}
        <WayOn href={view.base}>{words.back}</WayOn>
      </>
    ),
  });

export type RestoreView = {
  readonly base: string;
  readonly version: number;
  readonly inForce: number;
  /** What would change, a line a field. */
  readonly changes: readonly string[];
};

/** Asks before an earlier version is in force again, with what would change. */
export function restorePage(
  { base, version, inForce, changes }: RestoreView,
  context: DashboardContext,
): string {
  const title = words.restoreTitle(version);
  return dashboardPage({
    title,
    context,
    styles: PROFILE_STYLES,
    body: (
      <Confirm
        csrf={context.frame.csrf}
        action={`${base}/history/restore`}
        title={title}
        text={changes.length === 0 ? words.restoreNothing : words.restoreText}
        label={words.restoreButton}
        cancel={`${base}/history`}
      >
        <Hidden name="earlier" value={String(version)} />
        <Hidden name="version" value={String(inForce)} />
        {changes.length > 0 && <Conflict conflict={{ text: words.what, fields: changes }} />}
      </Confirm>
    ),
  });
}
