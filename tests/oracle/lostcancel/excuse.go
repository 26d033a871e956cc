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
	ast.Inspect(decl, func(n ast.Node) bool {
		stmt, ok := n.(*ast.DeferStmt)
		if !ok || stmt.Pos() > pos {
			return true
		}
		literal, _ := stmt.Call.Fun.(*ast.FuncLit)
		ast.Inspect(stmt.Call, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			switch used := info.Uses[id]; {
			case used == nil:
			case parent != nil && ctxOf[used] == parent:
				found = "its parent is released by the same function"
			case used == cancel && literal != nil:
				found = "deferred before by a literal"
			}
			return true
		})
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
