/** The page's entry: connects the wires, then draws the shell. */
import { mount } from 'svelte'
import './style/theme.css'
import './style/base.css'
import './style/controls.css'
import 'uplot/dist/uPlot.min.css'
import Shell from './shell/Shell.svelte'
import { opening } from './state/commands'
import { connect } from './state/connect'
import { startTheme } from './state/theme.svelte'
import { layKeptRecipe } from './workspaces/overfit/overfit.svelte'
import { openShared } from './workspaces/shared-files'

const target = document.getElementById('app')
if (target) {
  startTheme()
  opening.shared = openShared
  layKeptRecipe()
  connect()
  mount(Shell, { target })
}
