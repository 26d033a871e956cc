package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A Site is a use of a cancel function, and how to take it out.
type Site struct {
	Func
	// start and end are offsets of what is replaced by text.
	start, end     int
	text           string
	What, Producer string
	// Blind says why vet may see nothing, though something is lost.
	Blind string
}

// A creation is an assignment of a context and its cancel function.
type creation struct {
	producer string
	ctx      types.Object
	parent   ast.Expr
}

// sitesOf finds the uses of the cancel functions that the functions of a file make, and the creations themselves.
func sitesOf(p *packages.Package, path, text string, file *ast.File) []Site {
	var sites []Site
	for i, decl := range file.Decls {
		decl, ok := decl.(*ast.FuncDecl)
		if !ok || decl.Body == nil {
			continue
		}
		cancels := map[types.Object]creation{}
		made := map[types.Object]int{}
		ast.Inspect(decl, func(n ast.Node) bool {
			if cancel, c := creationAt(p.TypesInfo, n); cancel != nil {
				made[cancel]++
				if _, again := cancels[cancel]; !again {
					cancels[cancel] = c
				}
			}
			return true
		})
		if len(cancels) == 0 {
			continue
		}
		offset := func(pos token.Pos) int { return p.Fset.PositionFor(pos, false).Offset }
		var stack []ast.Node
		ast.Inspect(decl, func(n ast.Node) bool {
			if n == nil {
				stack = stack[:len(stack)-1]
				return true
			}
			stack = append(stack, n)
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			c, ok := cancels[p.TypesInfo.Uses[id]]
			if !ok {
				return true
			}
			what, from, to, by := mutation(stack)
			if what == "" {
				return true
			}
			site := Site{Func: Func{path, i}, text: by, What: what, Producer: c.producer}
			if cancel := p.TypesInfo.Uses[id]; made[cancel] > 1 {
				// Of several that assign one variable vet looks at the last.
				site.Blind = "another assignment of the variable"
			} else if onlyDeferred(p.TypesInfo, decl, cancel, id) {
				site.Blind = "called in a deferred literal, under a condition"
			}
			site.start, site.end = offset(from), offset(to)
			if by == "" {
				site.takeLines(text)
			}
			sites = append(sites, site)
			return true
		})
	}
	return sites
}

// onlyDeferred says whether all uses of a cancel function but one stand in literals that are deferred, under a condition
// there: to vet that is a use on every path.
func onlyDeferred(info *types.Info, decl ast.Node, cancel types.Object, but *ast.Ident) bool {
	uses, deferred := 0, 0
	var stack []ast.Node
	ast.Inspect(decl, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		if id, ok := n.(*ast.Ident); ok && id != but && info.Uses[id] == cancel {
			uses++
			conditional := false
			for i := len(stack) - 1; i >= 2; i-- {
				if _, ok := stack[i].(*ast.IfStmt); ok {
					conditional = true
				}
				_, literal := stack[i].(*ast.FuncLit)
				if _, ok := stack[i-2].(*ast.DeferStmt); ok && literal && conditional {
					deferred++
					break
				}
			}
		}
		return true
	})
	return uses > 0 && uses == deferred
}

// creationAt gives the cancel variable that a statement assigns, if it is one that makes a context.
func creationAt(info *types.Info, n ast.Node) (types.Object, creation) {
	var names []ast.Expr
	var values []ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt:
		names, values = n.Lhs, n.Rhs
	case *ast.ValueSpec:
		for _, name := range n.Names {
			names = append(names, name)
		}
		values = n.Values
	}
	if len(names) < 2 || len(values) != 1 {
		return nil, creation{}
	}
	call, ok := ast.Unparen(values[0]).(*ast.CallExpr)
	if !ok {
		return nil, creation{}
	}
	results, ok := info.TypeOf(call).(*types.Tuple)
	if !ok || results.Len() < 2 || !isContext(results.At(0).Type(), "Context") {
		return nil, creation{}
	}
	if t := results.At(1).Type(); !isContext(t, "CancelFunc") && !isContext(t, "CancelCauseFunc") && calleeName(call) != "NotifyContext" {
		return nil, creation{}
	}
	object := func(e ast.Expr) types.Object {
		id, ok := e.(*ast.Ident)
		if !ok || id.Name == "_" {
			return nil
		}
		if o := info.Defs[id]; o != nil {
			return o
		}
		return info.Uses[id]
	}
	c := creation{producer: calleeName(call), ctx: object(names[0])}
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && info.Uses[id] != nil && info.Uses[id].Pkg().Path() == "context" {
		c.producer = "(dot import) " + c.producer
	}
	if len(call.Args) > 0 {
		c.parent = ast.Unparen(call.Args[0])
	}
	return object(names[1]), c
}

func calleeName(call *ast.CallExpr) string {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "context" {
			return "context." + f.Sel.Name
		}
		return f.Sel.Name
	}
	return ""
}

func isContext(t types.Type, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// mutation says how the identifier on top of the stack is taken out: the statement that calls it or passes it on is
// deleted, and `nil` takes its place where it is a value.
func mutation(stack []ast.Node) (what string, from, to token.Pos, by string) {
	at := func(i int) ast.Node {
		if i < len(stack) {
			return stack[len(stack)-1-i]
		}
		return nil
	}
	id := at(0)
	switch parent := at(1).(type) {
	case *ast.CallExpr:
		direct := parent.Fun == id
		switch stmt := at(2).(type) {
		case *ast.ExprStmt:
			if direct {
				return "call", stmt.Pos(), stmt.End(), ""
			}
			if len(parent.Args) == 1 {
				return "registration", stmt.Pos(), stmt.End(), ""
			}
		case *ast.DeferStmt:
			if direct {
				return "defer", stmt.Pos(), stmt.End(), ""
			}
		}
		if !direct {
			return "argument", id.Pos(), id.End(), "nil"
		}
	case *ast.ReturnStmt:
		return "result", id.Pos(), id.End(), "nil"
	case *ast.KeyValueExpr, *ast.CompositeLit:
		return "field", id.Pos(), id.End(), "nil"
	case *ast.AssignStmt:
		for _, value := range parent.Rhs {
			if value == id {
				return "assignment", id.Pos(), id.End(), "nil"
			}
		}
	}
	return "", 0, 0, ""
}

// takeLines makes a deletion that of whole lines, or where something else stands there, a statement of no effect.
func (s *Site) takeLines(text string) {
	first := strings.LastIndexByte(text[:s.start], '\n') + 1
	last := s.end + strings.IndexByte(text[s.end:], '\n')
	if strings.TrimSpace(text[first:s.start]) == "" && last >= s.end && strings.TrimSpace(text[s.end:last]) == "" {
		s.start, s.end = first, last+1
		return
	}
	s.text = "_ = 0"
}

func takeOut(text string, sites []Site) string {
	sort.Slice(sites, func(i, j int) bool { return sites[i].start > sites[j].start })
	for _, s := range sites {
		text = text[:s.start] + s.text + text[s.end:]
	}
	return text
}
