package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"
)

// mutators in the order in which they run.
var mutators = []string{"request", "sql", "command", "net", "twin"}

// known holds, by the full name of a function that takes a context, the mutator and what is called instead.
var known = map[string][2]string{
	"net/http.NewRequestWithContext":       {"request", "NewRequest"},
	"os/exec.CommandContext":               {"command", "Command"},
	"(*database/sql.DB).ExecContext":       {"sql", "Exec"},
	"(*database/sql.DB).QueryContext":      {"sql", "Query"},
	"(*database/sql.DB).QueryRowContext":   {"sql", "QueryRow"},
	"(*database/sql.DB).PrepareContext":    {"sql", "Prepare"},
	"(*database/sql.DB).PingContext":       {"sql", "Ping"},
	"(*database/sql.DB).BeginTx":           {"sql", "Begin"},
	"(*database/sql.Tx).ExecContext":       {"sql", "Exec"},
	"(*database/sql.Tx).QueryContext":      {"sql", "Query"},
	"(*database/sql.Tx).QueryRowContext":   {"sql", "QueryRow"},
	"(*database/sql.Tx).PrepareContext":    {"sql", "Prepare"},
	"(*database/sql.Tx).StmtContext":       {"sql", "Stmt"},
	"(*database/sql.Stmt).ExecContext":     {"sql", "Exec"},
	"(*database/sql.Stmt).QueryContext":    {"sql", "Query"},
	"(*database/sql.Stmt).QueryRowContext": {"sql", "QueryRow"},
	"(*net.Dialer).DialContext":            {"net", "Dial"},
	"(*crypto/tls.Dialer).DialContext":     {"net", "Dial"},
	"(*crypto/tls.Conn).HandshakeContext":  {"net", "Handshake"},
}

// A Site is a call that has a context, and the same call without.
type Site struct {
	path       string // relative to the tree
	decl       int
	start, end int
	line       int
	text       string
}

// collect finds the sites of a package.
func collect(p *packages.Package, tree string, sites map[string][]Site) {
	for _, file := range p.Syntax {
		path := p.Fset.PositionFor(file.Package, false).Filename
		rel, err := filepath.Rel(tree, path)
		text, readErr := os.ReadFile(path)
		if err != nil || readErr != nil || strings.HasPrefix(rel, "..") || ast.IsGenerated(file) {
			continue
		}
		for i, decl := range file.Decls {
			ast.Inspect(decl, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				mutator, broken := mutate(p, decl, call, string(text))
				if mutator == "" {
					return true
				}
				at := p.Fset.PositionFor(call.Pos(), false)
				site := Site{rel, i, at.Offset, p.Fset.PositionFor(call.End(), false).Offset, at.Line, broken}
				sites[mutator] = add(sites[mutator], site)
				return true
			})
		}
	}
}

// add leaves out a site in another, or one that another variant of the package brought before.
func add(sites []Site, site Site) []Site {
	for _, s := range sites {
		if s.path == site.path && s.start < site.end && site.start < s.end {
			return sites
		}
	}
	return append(sites, site)
}

// mutate gives the call without its context, if it has one that is at hand where it stands, and what is called then
// takes just the other arguments.
func mutate(p *packages.Package, decl ast.Decl, call *ast.CallExpr, text string) (mutator, broken string) {
	callee, ok := typeutil.Callee(p.TypesInfo, call).(*types.Func)
	if !ok || len(call.Args) == 0 || !isAtHand(p.TypesInfo, decl, call.Args[0], 5) {
		return "", ""
	}
	offset := func(pos token.Pos) int { return p.Fset.PositionFor(pos, false).Offset }
	name := selector(call)
	if name == nil {
		return "", ""
	}
	function := text[offset(call.Pos()):offset(name.Pos())]
	args := call.Args[1:]
	twin, isKnown := known[callee.Origin().FullName()]
	switch {
	case isKnown && twin[1] == "Begin":
		if id, ok := call.Args[1].(*ast.Ident); !ok || id.Name != "nil" {
			return "", ""
		}
		args = nil
	case isKnown:
	default:
		// In the twin itself the call is as it must be.
		f, ok := decl.(*ast.FuncDecl)
		if twin = [2]string{"twin", ownTwin(p, callee)}; twin[1] == "" || ok && f.Name.Name == name.Name {
			return "", ""
		}
	}
	rest := ""
	if len(args) > 0 {
		rest = text[offset(args[0].Pos()):offset(call.Rparen)]
	}
	return twin[0], function + twin[1] + "(" + rest + ")"
}

// selector gives the name that a call calls.
func selector(call *ast.CallExpr) *ast.Ident {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return f
	case *ast.SelectorExpr:
		return f.Sel
	}
	return nil
}

// isAtHand says whether the argument is a context that the function is given: a parameter, what a request holds, or a
// variable that is only ever derived from such.
func isAtHand(info *types.Info, decl ast.Decl, arg ast.Expr, depth int) bool {
	if depth == 0 || !isContext(info.TypeOf(arg)) {
		return false
	}
	switch arg := ast.Unparen(arg).(type) {
	case *ast.Ident:
		v, ok := info.Uses[arg].(*types.Var)
		if !ok || v.Kind() == types.ParamVar {
			return ok
		}
		values := valuesOf(info, decl, v)
		for _, value := range values {
			call, ok := ast.Unparen(value).(*ast.CallExpr)
			derived := ok && len(call.Args) > 0 && isAtHand(info, decl, call.Args[0], depth-1)
			if !derived && !isAtHand(info, decl, value, depth-1) {
				return false
			}
		}
		return len(values) > 0
	case *ast.CallExpr:
		f, ok := typeutil.Callee(info, arg).(*types.Func)
		return ok && f.FullName() == "(*net/http.Request).Context"
	}
	return false
}

func isContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context" && named.Obj().Name() == "Context"
}

// valuesOf gives what a declaration assigns to a variable of its own.
func valuesOf(info *types.Info, decl ast.Decl, v *types.Var) (values []ast.Expr) {
	assign := func(names []ast.Expr, from []ast.Expr) {
		for i, name := range names {
			id, ok := name.(*ast.Ident)
			if !ok || info.Defs[id] != v && info.Uses[id] != v || len(from) == 0 {
				continue
			}
			if len(from) == 1 {
				i = 0
			}
			values = append(values, from[i])
		}
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			// Not where it is derived from itself.
			if call, ok := n.Rhs[0].(*ast.CallExpr); ok && len(call.Args) > 0 && n.Tok == token.ASSIGN {
				if id, ok := call.Args[0].(*ast.Ident); ok && info.Uses[id] == v {
					break
				}
			}
			assign(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			var names []ast.Expr
			for _, name := range n.Names {
				names = append(names, name)
			}
			assign(names, n.Values)
		}
		return true
	})
	return values
}

// ownTwin gives the name of the function or method beside this one that takes the same but for the context, if there
// is one.
func ownTwin(p *packages.Package, f *types.Func) string {
	var name string
	for _, suffix := range []string{"WithContext", "Context"} {
		if base, ok := strings.CutSuffix(f.Name(), suffix); ok && base != "" {
			name = base
			break
		}
	}
	if name == "" || f.Pkg() == nil || f.Pkg().Path() == "net/http" {
		return ""
	}
	var beside types.Object
	if recv := f.Signature().Recv(); recv != nil {
		beside, _, _ = types.LookupFieldOrMethod(recv.Type(), true, f.Pkg(), name)
	} else {
		beside = f.Pkg().Scope().Lookup(name)
	}
	other, ok := beside.(*types.Func)
	if !ok || !other.Exported() && other.Pkg() != p.Types {
		return ""
	}
	with, without := f.Signature(), other.Signature()
	if with.Params().Len() != without.Params().Len()+1 || with.Variadic() != without.Variadic() ||
		!types.Identical(with.Results(), without.Results()) {
		return ""
	}
	for i := range without.Params().Len() {
		if !types.Identical(with.Params().At(i+1).Type(), without.Params().At(i).Type()) {
			return ""
		}
	}
	return name
}
