import apps from './apps.json'
import audit from './audit.json'
import change from './change.json'
import keys from './keys.json'
import outcomes from './outcomes.json'
import palette from './palette.json'
import people from './people.json'
import shell from './shell.json'
import signIn from './sign-in.json'
import transfer from './transfer.json'
import usage from './usage.json'
import why from './why.json'

/** All that the dashboard says, in Arabic. */
export const ar = {
  ...apps,
  ...audit,
  ...change,
  ...keys,
  ...outcomes,
  ...palette,
  ...people,
  ...shell,
  ...signIn,
  ...transfer,
  ...usage,
  ...why,
}
