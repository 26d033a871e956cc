package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// excuse says why a finding of lostcancel at a place may be one of its known false positives; "" if nothing speaks for
// that.
func excuse(info *types.Info, files []*ast.File, pos token.Pos) string {
	decl := enclosing(files, pos)
	if decl == nil {
		return ""
	}
	var cancel types.Object
	var parent types.Object
	ctxOf := map[types.Object]types.Object{}
	ast.Inspect(decl, func(n ast.Node) bool {
		if object, c := creationAt(info, n); c.producer != "" {
			if n.Pos() == pos {
				cancel = object
				if id, ok := c.parent.(*ast.Ident); ok {
					parent = info.Uses[id]
				}
			} else if object != nil {
				ctxOf[object] = c.ctx
			}
		}
		return true
	})
	found := ""
	uses := func(n ast.Node, object types.Object) bool {
		used := false
		ast.Inspect(n, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			used = used || ok && object != nil && info.Uses[id] == object
			return !used
		})
		return used
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			if n.End() < pos && uses(n, cancel) {
				found = "a literal made before reads the variable"
			}
		case *ast.DeferStmt:
			for release, ctx := range ctxOf {
				if n.Pos() < pos && ctx == parent && uses(n, release) {
					found = "its parent is released by the same function"
				}
			}
		}
		return true
	})
	return found
}

func enclosing(files []*ast.File, pos token.Pos) ast.Decl {
	for _, file := range files {
		for _, decl := range file.Decls {
			if decl.Pos() <= pos && pos <= decl.End() {
				return decl
			}
		}
	}
	return nil
}
