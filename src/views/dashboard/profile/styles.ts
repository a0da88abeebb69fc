/** What the profile's pages need beside the dashboard's sheet. */
export const PROFILE_STYLES = `
.part-head{display:flex;align-items:baseline;justify-content:space-between;gap:16px}
.logo-now{display:block;max-width:180px;max-height:48px;margin-top:8px;background:#fff;padding:4px;border-radius:4px}
.facts.plain{grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr))}
.facts.plain dd{white-space:pre-line;overflow-wrap:anywhere}
textarea{display:block;width:100%;box-sizing:border-box;font:inherit;color:inherit;background:var(--page);
border:1px solid var(--soft);border-radius:8px;padding:8px 12px;margin-top:4px}
main .field input[type=color]:not([type=radio]){display:block;width:64px;height:40px;padding:2px;background:var(--page);
border:1px solid var(--soft);border-radius:8px}
.tax-row{display:grid;grid-template-columns:minmax(0,14rem) minmax(0,1fr);gap:8px;margin-top:8px}
.tax-row select,.tax-row input{width:100%;box-sizing:border-box;font:inherit;color:inherit;background:var(--page);
border:1px solid var(--soft);border-radius:8px;padding:8px 12px}
.previews{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:24px;margin-top:16px}
.previews h3{font-size:.875rem;font-weight:400;color:var(--soft);margin:0 0 8px}
.previews iframe{display:block;width:100%;height:30rem;border:1px solid var(--line);border-radius:8px;background:#fff}
.conflict{margin:16px 0;padding:16px;border:1px solid var(--wait);border-radius:8px}
.conflict ul{margin:8px 0 0;padding-inline-start:20px}
@media (max-width:30em){.tax-row{grid-template-columns:1fr}}
`.replaceAll('\n', '');
