/** Whether a file is called as those are that a program fills in before they are used. */
export function isTemplateName(file: string): boolean {
  return /\.(?:j2|jinja2?|tmpl|tpl|template|erb|in|m4|mustache|hbs|ejs|twig|liquid|mako)(?:\.|$)/i.test(file);
}
