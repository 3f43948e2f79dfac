//! Checks that what is written is valid against the schema that is published. Knows the keywords that schema uses.

use super::{fixture, json, results, schema};
use crate::model::Lang;
use serde_json::Value;

/// Every way in which `value` breaks `rule`, with the path to it.
fn faults(value: &Value, rule: &Value, root: &Value, path: &str) -> Vec<String> {
    if let Some(name) = rule["$ref"].as_str() {
        return faults(value, &root["$defs"][name.trim_start_matches("#/$defs/")], root, path);
    }
    let any = [&rule["anyOf"], &rule["oneOf"]].into_iter().find_map(Value::as_array);
    if let Some(rules) = any {
        let fits = rules.iter().any(|rule| faults(value, rule, root, path).is_empty());
        return if fits { Vec::new() } else { vec![format!("{path}: none of the forms fits")] };
    }
    let mut found = plain_faults(value, rule, path);
    for name in rule["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        found.extend(value.get(name).is_none().then(|| format!("{path}/{name}: missing")));
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        let rule = rule["properties"].get(name).or(rule.get("additionalProperties"));
        let at = format!("{path}/{name}");
        found.extend(rule.map_or_else(|| vec![format!("{at}: unknown")], |rule| faults(inner, rule, root, &at)));
    }
    for (n, inner) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(faults(inner, &rule["items"], root, &format!("{path}/{n}")));
    }
    found
}

/// Type, constant and bounds.
fn plain_faults(value: &Value, rule: &Value, path: &str) -> Vec<String> {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let wanted = |name: &Value| name == kind || (name == "number" && kind == "integer");
    let typed = match &rule["type"] {
        Value::Array(names) => names.iter().any(wanted),
        Value::Null => true,
        name => wanted(name),
    };
    let constant = rule.get("const").is_none_or(|only| only == value);
    let number = value.as_f64();
    let low = number.zip(rule["minimum"].as_f64()).is_some_and(|(n, least)| n < least);
    let high = number.zip(rule["maximum"].as_f64()).is_some_and(|(n, most)| n > most);
    let checks = [(!typed, "type"), (!constant, "constant"), (low || high, "range")];
    checks.into_iter().filter(|(wrong, _)| *wrong).map(|(_, what)| format!("{path}: {what}")).collect()
}

fn of_fixture() -> (Value, Value) {
    let (comparison, rubric) = fixture::comparison();
    let text = json(&results(&comparison, &rubric, Lang::Nl));
    let parse = |text: &str| serde_json::from_str(text).expect("own JSON");
    (parse(&text), parse(&schema()))
}

#[test]
fn results_are_valid_against_the_schema() {
    let (value, schema) = of_fixture();
    assert_eq!(faults(&value, &schema, &schema, ""), [""; 0]);
}

#[test]
fn broken_results_are_not() {
    let (mut value, schema) = of_fixture();
    value["schools"][0]["indicators"][0]["level"] = 4.into();
    value["schools"][1]["status"] = "perhaps".into();
    value["run"]["id"] = Value::Null;
    value["extra"] = true.into();
    assert_eq!(faults(&value, &schema, &schema, "").len(), 4);
}
