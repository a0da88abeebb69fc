/** That the content is none of what its name says, in contrast to one that is and may not be attached. */
export const OTHER_KIND = 'other_kind';
