const SECRET = /(^|[_-])(pass(word|wd|phrase)?|pwd|secrets?|token|credentials?|api[_-]?key|private[_-]?key|secret[_-]?key|access[_-]?key|jwt[_-]?key|stripe[_-]?key|dsn)($|[_-](?!file$|path$|name$|ttl$|url$))/i;
const RUN_TOGETHER = /(password|passwd|passphrase|apikey|secretkey|privatekey|accesskey)(?!.*(file|path|name|ttl)$)/i;

/** Whether a variable or a build argument is named as secrets are named. `PASSWORD_FILE` only says where one lies. */
export function namedLikeSecret(name: string): boolean {
  return SECRET.test(name) || RUN_TOGETHER.test(name);
}
