/** File with the program that sets the password. */
export const PROGRAM = "set-password.js";

/** File with the password for mongodump, which otherwise takes it on its command line. */
export const DUMP_CONFIG = "mongodump.yaml";

/** A program for mongosh that gives `username` the password, and makes the user where a first start was interrupted before it did. */
export function passwordProgram(username: string, password: string): string {
  const [user, pwd] = [javascriptString(username), javascriptString(password)];
  return `
const admin = db.getSiblingDB("admin");
if (admin.getUser(${user}) === null) admin.createUser({ user: ${user}, pwd: ${pwd}, roles: ["root"] });
else admin.changeUserPassword(${user}, ${pwd});
`;
}

/** Configuration of mongodump; JSON is YAML too. */
export function dumpConfig(password: string): string {
  return `password: ${javascriptString(password)}\n`;
}

/** In ASCII, whatever the reader takes the file's encoding for. */
function javascriptString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * Sets the password of a database that is there already, before its server starts: the image reads the password at the
 * first start only. A server without access control listens for that on an address that only this pod reaches. It reads
 * the variables `DATA_FOLDER` and `PROGRAM_FILE`.
 */
export const setPasswordScript = `
if [ ! -e "$DATA_FOLDER/WiredTiger" ]; then exit 0; fi
mongod --dbpath "$DATA_FOLDER" --bind_ip 127.0.0.1 --port 27017 --fork --logpath /tmp/mongod.log > /dev/null || { cat /tmp/mongod.log >&2; exit 1; }
code=0
mongosh --quiet --norc --file "$PROGRAM_FILE" mongodb://127.0.0.1:27017/admin > /dev/null || code=$?
mongod --dbpath "$DATA_FOLDER" --shutdown > /dev/null
exit "$code"
`;
