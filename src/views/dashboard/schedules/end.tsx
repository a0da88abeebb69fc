import { RadioField } from '../../components/fields.tsx';
import { DangerButton, Hidden, PostForm } from '../../components/form.tsx';
import { isolate } from '../../text.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { FRAME_WORDS } from '../words/frame.ts';
import { SCHEDULES_WORDS as words } from '../words/schedules.ts';

export type EndView = {
  readonly name: string;
  readonly action: string;
  readonly form: string;
  /** Periods are invoiced in advance, so that days of one may be given back. */
  readonly mayGiveBack: boolean;
  readonly typed: { readonly when: string; readonly giveBack: boolean };
  readonly problem: string | null;
};

/** Asks when a schedule ends, and what becomes of days that were invoiced. */
export const endSchedulePage = (view: EndView, context: DashboardContext): string =>
  dashboardPage({
    title: words.endTitle(isolate(view.name)),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    body: (
      <>
        <PageHead title={words.endTitle(isolate(view.name))} lead={words.endLead} />
        <PostForm csrf={context.frame.csrf} action={`${view.action}/end`}>
          <Hidden name="form" value={view.form} />
          <RadioField
            name="when"
            label={words.endWhen}
            value={view.typed.when}
            options={[
              ['period_end', words.endPeriod],
              ['now', words.endNow],
            ]}
          />
          {view.mayGiveBack && (
            <p class="radio">
              <input type="checkbox" id="giveBack" name="giveBack" value="on" checked={view.typed.giveBack} />
              <label for="giveBack">{words.giveBack}</label>
            </p>
          )}
          <DangerButton back={<a href={view.action}>{FRAME_WORDS.cancel}</a>}>{words.endButton}</DangerButton>
        </PostForm>
      </>
    ),
  });
