/** The page's entry: connects the wires, then draws the shell. */
import { mount } from 'svelte'
import './style/theme.css'
import './style/base.css'
import './style/controls.css'
import 'uplot/dist/uPlot.min.css'
import Shell from './shell/Shell.svelte'
import { connect } from './state/connect'
import { startTheme } from './state/theme.svelte'

const target = document.getElementById('app')
if (target) {
  startTheme()
  connect()
  mount(Shell, { target })
}
