//! The kinds of syntax nodes and the fields they hang under, as one Rust enum each.
//!
//! Names follow Go's own `go/ast` where tree-sitter-go's differ; the second column is the grammar's name.

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a syntax node is.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        pub(super) const KINDS: &[(Kind, &str)] = &[$((Kind::$variant, $name),)*];
    };
}

kinds! {
    SourceFile = "source_file",
    PackageClause = "package_clause",
    ImportDecl = "import_declaration",
    ImportSpec = "import_spec",
    FuncDecl = "function_declaration",
    MethodDecl = "method_declaration",
    ConstDecl = "const_declaration",
    ConstSpec = "const_spec",
    VarDecl = "var_declaration",
    VarSpec = "var_spec",
    TypeDecl = "type_declaration",
    TypeSpec = "type_spec",
    TypeAlias = "type_alias",
    TypeParams = "type_parameter_list",
    TypeParam = "type_parameter_declaration",
    Params = "parameter_list",
    Param = "parameter_declaration",
    VariadicParam = "variadic_parameter_declaration",
    ExprList = "expression_list",
    ParenType = "parenthesized_type",
    GenericType = "generic_type",
    TypeArgs = "type_arguments",
    PointerType = "pointer_type",
    ArrayType = "array_type",
    AutoArrayType = "implicit_length_array_type",
    SliceType = "slice_type",
    StructType = "struct_type",
    TildeType = "negated_type",
    FieldDecl = "field_declaration",
    InterfaceType = "interface_type",
    MethodElem = "method_elem",
    /// A union of more than one type; a single one is transparent.
    Union = "type_elem",
    MapType = "map_type",
    ChanType = "channel_type",
    FuncType = "function_type",
    QualifiedType = "qualified_type",
    Block = "block",
    EmptyStmt = "empty_statement",
    ExprStmt = "expression_statement",
    SendStmt = "send_statement",
    /// The communication of a select arm that receives: `v, ok := <-ch`, `<-ch`.
    RecvStmt = "receive_statement",
    IncStmt = "inc_statement",
    DecStmt = "dec_statement",
    Assign = "assignment_statement",
    ShortVar = "short_var_declaration",
    Labeled = "labeled_statement",
    Fallthrough = "fallthrough_statement",
    Break = "break_statement",
    Continue = "continue_statement",
    Goto = "goto_statement",
    Return = "return_statement",
    Go = "go_statement",
    Defer = "defer_statement",
    If = "if_statement",
    For = "for_statement",
    ForClause = "for_clause",
    RangeClause = "range_clause",
    Switch = "expression_switch_statement",
    Case = "expression_case",
    Default = "default_case",
    TypeSwitch = "type_switch_statement",
    TypeCase = "type_case",
    Select = "select_statement",
    CommCase = "communication_case",
    Paren = "parenthesized_expression",
    /// A call or a conversion to a named type: only bindings tell them apart.
    Call = "call_expression",
    Args = "argument_list",
    Ellipsis = "variadic_argument",
    Selector = "selector_expression",
    Index = "index_expression",
    Slice = "slice_expression",
    TypeAssert = "type_assertion_expression",
    /// A conversion to a type that cannot be an expression: `[]byte(s)`, `map[K]V(m)`.
    Conversion = "type_conversion_expression",
    Instantiation = "type_instantiation_expression",
    CompositeLit = "composite_literal",
    LitValue = "literal_value",
    KeyedElement = "keyed_element",
    FuncLit = "func_literal",
    Unary = "unary_expression",
    Binary = "binary_expression",
    Ident = "identifier",
    /// An identifier where the grammar expects a type; for bindings the same as [`Kind::Ident`].
    TypeIdent = "type_identifier",
    FieldIdent = "field_identifier",
    /// The package name before the dot of a qualified type, in an import spec or a package clause.
    PackageIdent = "package_identifier",
    LabelName = "label_name",
    Blank = "blank_identifier",
    Dot = "dot",
    RawString = "raw_string_literal",
    String = "interpreted_string_literal",
    Int = "int_literal",
    Float = "float_literal",
    Imaginary = "imaginary_literal",
    Rune = "rune_literal",
    Nil = "nil",
    True = "true",
    False = "false",
    Iota = "iota",
    Error = "ERROR",
}

impl Kind {
    /// Whether a node of this kind has a body of its own that runs when it is called.
    pub fn is_func(self) -> bool {
        matches!(self, Kind::FuncDecl | Kind::MethodDecl | Kind::FuncLit)
    }

    /// Whether a node of this kind names something: a variable, type, function or package.
    pub fn is_name(self) -> bool {
        matches!(self, Kind::Ident | Kind::TypeIdent | Kind::PackageIdent)
    }

    /// Whether a node of this kind is an arm of a switch or select.
    pub fn is_case(self) -> bool {
        matches!(self, Kind::Case | Kind::Default | Kind::TypeCase | Kind::CommCase)
    }
}

macro_rules! fields {
    ($($variant:ident = $name:literal,)*) => {
        /// The role a node plays in its parent.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Field {
            $($variant,)*
            /// A statement of a block, case or labelled statement.
            Stmt,
            /// An operator token kept as [`super::Tree::op`]; or no role at all.
            Other,
        }

        pub(super) const FIELDS: &[(Field, &str)] = &[$((Field::$variant, $name),)*];
    };
}

fields! {
    Alias = "alias",
    Alternative = "alternative",
    Arguments = "arguments",
    Body = "body",
    Capacity = "capacity",
    Channel = "channel",
    Communication = "communication",
    Condition = "condition",
    Consequence = "consequence",
    Element = "element",
    End = "end",
    FieldName = "field",
    Function = "function",
    Index = "index",
    Initializer = "initializer",
    Key = "key",
    Label = "label",
    Left = "left",
    Length = "length",
    Name = "name",
    Operand = "operand",
    Operator = "operator",
    Package = "package",
    Parameters = "parameters",
    Path = "path",
    Receiver = "receiver",
    Result = "result",
    Right = "right",
    Start = "start",
    Tag = "tag",
    Type = "type",
    TypeArguments = "type_arguments",
    TypeParameters = "type_parameters",
    Update = "update",
    Value = "value",
}
